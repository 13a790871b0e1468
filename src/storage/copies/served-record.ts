import type { SignalRef } from '../../contracts/signal-ref.ts';
import { versionOf } from '../../contracts/signal-ref.ts';
import type { SignalName } from '../../contracts/values.ts';
import type { SignalStore } from '../lance/signal-store.ts';
import type { SignalRecord, SignalTable } from '../lance/signal-table.ts';

/** What a record says to those who look it up. */
export interface ServedRecord extends Pick<
  SignalRecord,
  'part' | 'status' | 'reason' | 'computedAt'
> {
  /** Without its `vector`. */
  readonly value: object | null;
  /** As tables hold it; undefined where the value has none. */
  readonly vector: Float32Array | undefined;
}

/** By item, each by part; items without any are left out. */
export type ServedRecords = ReadonlyMap<string, readonly ServedRecord[]>;

/** A version of a signal as it is looked up. */
export interface ServedTable {
  recordsOf(items: readonly string[]): Promise<ServedRecords>;
  /** As they were at `at`: milliseconds since 1970. */
  recordsAsOf(items: readonly string[], at: number): Promise<ServedRecords>;
}

export interface ServedTables {
  /** @throws not-found `dropped-version` */
  table(ref: SignalRef): Promise<ServedTable>;
}

/** The tables themselves as they are looked up. */
export function servedTables(signals: Pick<SignalStore, 'table'>): ServedTables {
  return {
    async table(ref) {
      const { name, version } = versionOf(ref);
      return servedTable(await signals.table(name, version));
    },
  };
}

export function servedTable(table: SignalTable): ServedTable {
  return {
    recordsOf: async (items) => servedRecords(await table.recordsOf(items)),
    recordsAsOf: async (items, at) => servedRecords(await table.recordsAsOf(items, at)),
  };
}

/** @param records Those of one item by part. */
export function servedRecords<Name extends SignalName>(
  records: readonly SignalRecord<Name>[],
): Map<string, ServedRecord[]> {
  const items = new Map<string, ServedRecord[]>();
  for (const record of records) {
    const known = items.get(record.item);
    if (known) known.push(served(record));
    else items.set(record.item, [served(record)]);
  }
  return items;
}

function served({ part, status, reason, computedAt, value }: SignalRecord): ServedRecord {
  const head = { part, status, reason, computedAt };
  if (value === null || !('vector' in value)) return { ...head, value, vector: undefined };
  const { vector, ...others } = value;
  return { ...head, value: others, vector: Float32Array.from(vector) };
}
