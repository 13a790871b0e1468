import { connect, Session } from '@lancedb/lancedb';
import type { SignalName } from '../../contracts/values.ts';
import { openSignalTable, type SignalTable } from './signal-table.ts';

/** All tables of signals of one installation. */
export interface SignalStore {
  /** Where it is: another thread opens the same one by it. */
  readonly folder: string;
  /** The table of a version of a signal, made when it is not there; opened once. */
  table<Name extends SignalName>(name: Name, version: number): Promise<SignalTable<Name>>;
  close(): void;
}

/** Bytes that the caches may grow to; by default 6 GB for indices and 1 GB for metadata. */
const indexCacheBytes = 256n << 20n;
const metadataCacheBytes = 64n << 20n;

export async function openSignalStore(folder: string): Promise<SignalStore> {
  const caches = new Session(indexCacheBytes, metadataCacheBytes);
  const connection = await connect(folder, { readConsistencyInterval: 0 }, caches);
  const opened = new Map<string, Promise<unknown>>();
  return {
    folder,
    table<Name extends SignalName>(name: Name, version: number) {
      const key = `${name}@${version}`;
      const known = opened.get(key) ?? openSignalTable(connection, name, version);
      opened.set(key, known);
      return known as Promise<SignalTable<Name>>;
    },
    close() {
      connection.close();
    },
  };
}
