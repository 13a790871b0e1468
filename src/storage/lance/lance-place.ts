import { connect, Session, type Connection, type ConnectionOptions } from '@lancedb/lancedb';
import { folderObjects } from '../objects/folder.ts';
import type { Objects } from '../objects/objects.ts';
import { openS3 } from '../objects/open-s3.ts';
import { isS3Url } from '../objects/store-url.ts';

/** The Lance tables of a folder or a prefix, and their files. */
export interface LancePlace {
  readonly connection: Connection;
  /** Another connection to the same, with caches of its own. */
  connectAgain(): Promise<Connection>;
  readonly objects: Objects;
  close(): void;
}

/** Bytes that the caches may grow to; by default 6 GB for indices and 1 GB for metadata. */
const indexCacheBytes = 256n << 20n;
const metadataCacheBytes = 64n << 20n;

/** @param place A folder, or `s3://bucket/prefix`. */
export async function openLancePlace(place: string): Promise<LancePlace> {
  const open = (options: Partial<ConnectionOptions> = {}) => {
    const caches = new Session(indexCacheBytes, metadataCacheBytes);
    return connect(place, { readConsistencyInterval: 0, ...options }, caches);
  };
  if (!isS3Url(place)) {
    const connection = await open();
    return {
      connection,
      connectAgain: open,
      objects: folderObjects(place),
      close() {
        connection.close();
      },
    };
  }
  const objects = await openS3(place);
  const storageOptions = await objects.lanceOptions();
  const connection = await open({ storageOptions });
  return {
    connection,
    connectAgain: async () => await open({ storageOptions: await objects.lanceOptions() }),
    objects,
    close() {
      connection.close();
      objects.close();
    },
  };
}
