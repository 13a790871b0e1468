import type { Connection } from '@lancedb/lancedb';
import type { z } from 'zod';
import { notFound, type UnderstoryError } from '../../base/errors.ts';
import { systemClock, type Clock } from '../../base/clock.ts';
import { versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalName } from '../../contracts/values.ts';
import { openLancePlace } from './lance-place.ts';
import { tableNames } from './lance-table.ts';
import { settleBuckets } from './layout.ts';
import { openSignalTable } from './open-signal-table.ts';
import { reopeningTable } from './reopening-table.ts';
import type { SignalTable } from './signal-table.ts';
import { refOfTableName, tableNamesOf } from './table-name.ts';

/** All tables of signals of one installation. */
export interface SignalStore {
  /** Where it is, a folder or `s3://bucket/prefix`: another thread opens the same one by it. */
  readonly folder: string;
  readonly buckets: number;
  /**
   * The table of a version of a signal, made when it is not there; opened once, and again where
   * another process dropped it and made it anew. Using one that was dropped throws not-found
   * `dropped-version`.
   *
   * @throws not-found `dropped-version`; conflict `table-contradicts-schema` where it was made of
   *   another schema.
   */
  table<Name extends SignalName>(name: Name, version: number): Promise<SignalTable<Name>>;
  /** The versions that have a table, in order. */
  listTables(): Promise<SignalRef[]>;
  /** Takes the table of a version away with its history; nothing happens where there is none. */
  dropTable(name: SignalName, version: number): Promise<void>;
  close(): void;
}

export interface SignalStoreOptions {
  /** The schema of the values of a version. */
  readonly schemaOf: (ref: SignalRef) => z.ZodObject | Promise<z.ZodObject>;
  /** Whether a version is one that was dropped: a table of it is not made. By default none is. */
  readonly isDropped?: (ref: SignalRef) => boolean | Promise<boolean>;
  /** How many Lance tables a version is spread over, 1..64; see `settleBuckets`. */
  readonly buckets?: number;
  /** Tells when rows without a successor were removed. */
  readonly clock?: Clock;
}

/**
 * Lance keeps something of every commit as long as its connection lives: about 75 kB, whatever its
 * caches may hold (measured with 0.37.1: 1,500 commits 110 MB, and 15 MB with a new connection every
 * 250). After so many, tables are opened by another; those who use the one before keep it until
 * they are done.
 */
const commitsOfConnection = 200;

interface Opened {
  readonly connection: Connection;
  readonly tables: Map<SignalRef, Promise<unknown>>;
  commits: number;
}

function openedBy(connection: Connection): Opened {
  return { connection, tables: new Map(), commits: 0 };
}

export async function openSignalStore(
  folder: string,
  { schemaOf, isDropped = () => false, clock = systemClock, buckets: asked }: SignalStoreOptions,
): Promise<SignalStore> {
  const { connection, connectAgain, objects, close } = await openLancePlace(folder);
  const hasTables = async () => (await tableNames(connection)).length > 0;
  const buckets = await settleBuckets(objects, hasTables, asked);
  let current = openedBy(connection);
  let renewal: Promise<Opened> | undefined;
  const renew = async (): Promise<Opened> => {
    try {
      current = openedBy(await connectAgain());
      return current;
    } finally {
      renewal = undefined;
    }
  };
  const latest = async (): Promise<Opened> => {
    if (current.commits < commitsOfConnection) return current;
    renewal ??= renew();
    return await renewal;
  };
  /** Whether all its Lance tables are there; while it is dropped some still are. */
  const hasTable = async (ref: SignalRef): Promise<boolean> => {
    const there = new Set(await tableNames(connection));
    return Array.from({ length: buckets }, (_, bucket) =>
      tableNamesOf(versionOf(ref), bucket, buckets),
    ).every(({ live }) => there.has(live));
  };
  return {
    folder,
    buckets,
    async table<Name extends SignalName>(name: Name, version: number) {
      const ref: SignalRef = `${name}@${version}`;
      const opened = await latest();
      const known = opened.tables.get(ref);
      if (known) return await (known as Promise<SignalTable<Name>>);
      const committed = () => {
        opened.commits += 1;
      };
      const place = { connection: opened.connection, objects, clock, committed };
      const open = async () => {
        // What a drop has not taken away yet can be opened, as deletions do.
        if ((await isDropped(ref)) && !(await hasTable(ref))) throw droppedVersion(ref);
        return await openSignalTable(place, { name, version, shape: await schemaOf(ref), buckets });
      };
      const reopen = async (cause: unknown) => {
        if (await hasTable(ref)) return await open();
        opened.tables.delete(ref);
        throw droppedVersion(ref, cause);
      };
      const table = open().then((made) => reopeningTable(made, reopen));
      opened.tables.set(ref, table);
      // One that failed to open is tried again when it is next asked for.
      table.catch(() => opened.tables.delete(ref));
      return await table;
    },
    async listTables() {
      const refs = (await tableNames(connection)).map(refOfTableName);
      return [...new Set(refs.filter((ref) => ref !== undefined))].toSorted(byNameAndVersion);
    },
    async dropTable(name, version) {
      const ref: SignalRef = `${name}@${version}`;
      current.tables.delete(ref);
      for (const table of await tableNames(connection)) {
        if (refOfTableName(table) === ref) await connection.dropTable(table);
      }
    },
    close() {
      if (current.connection !== connection) current.connection.close();
      close();
    },
  };
}

function droppedVersion(ref: SignalRef, cause?: unknown): UnderstoryError {
  return notFound(
    'dropped-version',
    `${ref} was dropped: its values are gone. Read another version ` +
      `(\`understory signals show ${versionOf(ref).name}\` names them), or compute it again: ` +
      `\`understory signals backfill ${ref}\`.`,
    cause === undefined ? {} : { cause },
  );
}

function byNameAndVersion(a: SignalRef, b: SignalRef): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
