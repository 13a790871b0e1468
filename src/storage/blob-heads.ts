import type { ObjectHead } from './objects/objects.ts';

/** A blob that is there. */
export interface BlobHead {
  readonly digest: string;
  readonly sizeBytes: number;
}

/** The blobs among the objects of a place. */
export function blobHeadsOf(heads: readonly ObjectHead[]): BlobHead[] {
  return heads.flatMap(({ path, sizeBytes }) => {
    const digest = /^[0-9a-f]{2}\/[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(path)?.[1];
    return digest === undefined ? [] : [{ digest, sizeBytes }];
  });
}
