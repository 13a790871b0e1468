import { connect, Session, type Connection } from '@lancedb/lancedb';
import { folderObjects } from '../objects/folder.ts';
import type { Objects } from '../objects/objects.ts';
import { openS3 } from '../objects/open-s3.ts';
import { isS3Url } from '../objects/store-url.ts';

/** The Lance tables of a folder or a prefix, and their files. */
export interface LancePlace {
  readonly connection: Connection;
  readonly objects: Objects;
  close(): void;
}

/** Bytes that the caches may grow to; by default 6 GB for indices and 1 GB for metadata. */
const indexCacheBytes = 256n << 20n;
const metadataCacheBytes = 64n << 20n;

/** @param place A folder, or `s3://bucket/prefix`. */
export async function openLancePlace(place: string): Promise<LancePlace> {
  const caches = new Session(indexCacheBytes, metadataCacheBytes);
  if (!isS3Url(place)) {
    const connection = await connect(place, { readConsistencyInterval: 0 }, caches);
    return {
      connection,
      objects: folderObjects(place),
      close() {
        connection.close();
      },
    };
  }
  const objects = await openS3(place);
  const storageOptions = await objects.lanceOptions();
  const connection = await connect(place, { readConsistencyInterval: 0, storageOptions }, caches);
  return {
    connection,
    objects,
    close() {
      connection.close();
      objects.close();
    },
  };
}
