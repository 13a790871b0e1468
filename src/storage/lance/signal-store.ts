import type { z } from 'zod';
import { systemClock, type Clock } from '../../base/clock.ts';
import { versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import { signalValues, type SignalName } from '../../contracts/values.ts';
import { openLancePlace } from './lance-place.ts';
import { tableNames } from './lance-table.ts';
import { settleBuckets } from './layout.ts';
import { openSignalTable } from './open-signal-table.ts';
import type { SignalTable } from './signal-table.ts';
import { refOfTableName } from './table-name.ts';

/** All tables of signals of one installation. */
export interface SignalStore {
  /** Where it is, a folder or `s3://bucket/prefix`: another thread opens the same one by it. */
  readonly folder: string;
  readonly buckets: number;
  /**
   * The table of a version of a signal, made when it is not there; opened once.
   *
   * @throws conflict `table-contradicts-schema` where it was made of another schema.
   */
  table<Name extends SignalName>(name: Name, version: number): Promise<SignalTable<Name>>;
  /** The versions that have a table, in order. */
  listTables(): Promise<SignalRef[]>;
  /** Takes the table of a version away with its history; nothing happens where there is none. */
  dropTable(name: SignalName, version: number): Promise<void>;
  close(): void;
}

export interface SignalStoreOptions {
  /** The schema of the values of a version. By default that of the signal's name. */
  readonly schemaOf?: (ref: SignalRef) => z.ZodObject;
  /** How many Lance tables a version is spread over, 1..64; see `settleBuckets`. */
  readonly buckets?: number;
  /** Tells when rows without a successor were removed. */
  readonly clock?: Clock;
}

export async function openSignalStore(
  folder: string,
  { schemaOf = schemaOfName, clock = systemClock, buckets: asked }: SignalStoreOptions = {},
): Promise<SignalStore> {
  const { connection, objects, close } = await openLancePlace(folder);
  const hasTables = async () => (await tableNames(connection)).length > 0;
  const buckets = await settleBuckets(objects, hasTables, asked);
  const place = { connection, objects, clock };
  const opened = new Map<SignalRef, Promise<unknown>>();
  return {
    folder,
    buckets,
    table<Name extends SignalName>(name: Name, version: number) {
      const ref: SignalRef = `${name}@${version}`;
      const known = opened.get(ref);
      if (known) return known as Promise<SignalTable<Name>>;
      const table = openSignalTable(place, { name, version, shape: schemaOf(ref), buckets });
      opened.set(ref, table);
      // One that failed to open is tried again when it is next asked for.
      table.catch(() => opened.delete(ref));
      return table;
    },
    async listTables() {
      const refs = (await tableNames(connection)).map(refOfTableName);
      return [...new Set(refs.filter((ref) => ref !== undefined))].toSorted(byNameAndVersion);
    },
    async dropTable(name, version) {
      const ref: SignalRef = `${name}@${version}`;
      opened.delete(ref);
      for (const table of await tableNames(connection)) {
        if (refOfTableName(table) === ref) await connection.dropTable(table);
      }
    },
    close,
  };
}

function schemaOfName(ref: SignalRef): z.ZodObject {
  return signalValues[versionOf(ref).name];
}

function byNameAndVersion(a: SignalRef, b: SignalRef): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
