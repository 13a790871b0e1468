import type { SignalRef } from '../../contracts/signal-ref.ts';
import { versionOf } from '../../contracts/signal-ref.ts';
import { openLancePlace } from './lance-place.ts';
import { openRowsState, type RowsState } from './rows-state.ts';
import { tableNamesOf } from './table-name.ts';

/** A table for those who keep a copy of its rows. */
export interface FollowedTable {
  /** The number of the latest version of each bucket: cheap to ask. */
  latestVersions(): Promise<readonly number[]>;
  /** The latest state of a bucket, to be closed. */
  openState(bucket: number): Promise<RowsState>;
}

/** Opens the table of a version by itself, as another thread does: its columns are not looked at. */
export async function openFollowedTable(
  folder: string,
  ref: SignalRef,
  buckets: number,
): Promise<FollowedTable & { close(): void }> {
  const { connection, objects, close } = await openLancePlace(folder);
  const names = Array.from(
    { length: buckets },
    (_, bucket) => tableNamesOf(versionOf(ref), bucket, buckets).live,
  );
  return {
    async latestVersions() {
      const tables = await Promise.all(names.map((name) => connection.openTable(name)));
      const versions = await Promise.all(tables.map((table) => table.version()));
      for (const table of tables) table.close();
      return versions;
    },
    async openState(bucket) {
      const name = names[bucket];
      if (name === undefined) throw new RangeError(`${ref} has no bucket ${bucket}.`);
      return await openRowsState(connection, objects, name);
    },
    close,
  };
}
