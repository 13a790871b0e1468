import { statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isS3Url } from '../objects/store-url.ts';

/**
 * File systems of one machine, by their magic numbers (statfs(2)): what one process changes every
 * other sees at once. ext, XFS, Btrfs, tmpfs, overlayfs, ZFS.
 */
const localFileSystems: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1,
]);

/** Longer than the times of files are coarse: a change after that gives a folder another time. */
const settledMs = 3000;

interface Seen {
  readonly stamp: string;
  /** Milliseconds of `performance.now()`. */
  readonly since: number;
  version?: number;
}

/**
 * Asks for the number of the latest version of a Lance table, a fifteenth as dear as Lance's own
 * question where its place is a folder of this machine: every commit puts a file into the folder of
 * its versions, and so changes that folder's time. While this is the same as seconds before, so is the
 * version that Lance said since.
 *
 * @param root The folder of all tables, or `s3://bucket/prefix`, where Lance is always asked.
 */
export function latestVersionOf(
  table: { version(): Promise<number> },
  root: string,
  name: string,
): () => Promise<number> {
  if (isS3Url(root) || !localFileSystems.has(statfsSync(root).type)) return () => table.version();
  const folder = join(root, `${name}.lance`, '_versions');
  let seen: Seen | undefined;
  return async () => {
    const stamp = stampOf(folder);
    if (stamp === undefined) return await table.version();
    const now = performance.now();
    if (stamp !== seen?.stamp) seen = { stamp, since: now };
    const own = seen;
    if (own.version !== undefined) return own.version;
    const version = await table.version();
    if (now - own.since >= settledMs) own.version = version;
    return version;
  };
}

/** Another after every change of the folder's entries; undefined where it is gone. */
function stampOf(folder: string): string | undefined {
  const stat = statSync(folder, { bigint: true, throwIfNoEntry: false });
  return stat && `${stat.ino} ${stat.mtimeNs} ${stat.ctimeNs}`;
}
