import type { BlobHead } from './blob-heads.ts';
import { folderBlobs } from './blobs-folder.ts';
import { s3Blobs, type BlobCopies } from './blobs-s3.ts';
import { isS3Url } from './objects/store-url.ts';

/** Bytes named by the SHA-256 of what they hold. Writing the same bytes twice is one object. */
export interface Blobs {
  /** Where they are, a folder or `s3://bucket/prefix`: another thread opens the same ones by it. */
  readonly folder: string;
  /** Where on this machine the blob is or would be, whether or not it is there. */
  pathOf(digest: string): string;
  /**
   * A file on this machine that holds the blob, brought here first where they are on S3; it stays
   * for a minute at least.
   *
   * @throws not-found `no-blob`
   */
  localPath(digest: string): Promise<string>;
  has(digest: string): Promise<boolean>;
  /** @throws not-found `no-blob` */
  read(digest: string): Promise<Uint8Array>;
  putBytes(bytes: Uint8Array): Promise<string>;
  /** Copies a file (a copy on write where the file system can) and gives its digest and size. */
  putFile(path: string | Buffer): Promise<{ digest: string; sizeBytes: number }>;
  /** Takes a blob away; nothing happens where there is none. */
  delete(digest: string): Promise<void>;
  /** Every blob that is there, with its size; of those on S3 also the copies on this machine. */
  list(): Promise<BlobHead[]>;
  /** Takes away what is half-written and has not been touched since `before` (ms since 1970). */
  dropHalves(before: number): Promise<void>;
}

export interface BlobsOptions {
  /** Of those on S3: where copies lie that are read or decoded on this machine. */
  readonly copies?: BlobCopies;
}

/** @param place A folder, or `s3://bucket/prefix`. */
export function openBlobs(place: string, { copies }: BlobsOptions = {}): Blobs {
  return isS3Url(place) ? s3Blobs(place, copies) : folderBlobs(place);
}
