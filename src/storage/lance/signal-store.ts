import { connect } from '@lancedb/lancedb';
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

export async function openSignalStore(folder: string): Promise<SignalStore> {
  const connection = await connect(folder, { readConsistencyInterval: 0 });
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
