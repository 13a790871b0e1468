import type { Item } from '../contracts/item.ts';
import type { SignalName, SignalValues } from '../contracts/values.ts';
import { contractOf, extractedSignals } from '../signals/table.ts';
import type { SignalRecord } from '../storage/lance/signal-table.ts';
import type { InputDigests } from './due.ts';
import type { Finding } from './finding.ts';
import type { Stores } from './stores.ts';

/** The rows of one item, by signal. */
export type ItemRecords = ReadonlyMap<SignalName, readonly SignalRecord[]>;

/** All that is stored of these items, by item. */
export async function loadRecords(
  ids: readonly string[],
  { signals }: Pick<Stores, 'signals'>,
): Promise<ReadonlyMap<string, ItemRecords>> {
  const byItem = new Map(ids.map((id) => [id, new Map<SignalName, SignalRecord[]>()]));
  await Promise.all(
    extractedSignals.map(async (name) => {
      const table = await signals.table(name, contractOf(name).version);
      for (const record of await table.recordsOf(ids)) {
        const records = byItem.get(record.item);
        const rows = records?.get(name) ?? [];
        rows.push(record);
        records?.set(name, rows);
      }
    }),
  );
  return byItem;
}

interface Stored {
  readonly item: Item;
  /** Whether nothing can have been written of it before. */
  readonly isFirst: boolean;
  readonly due: readonly SignalName[];
  readonly findings: readonly Finding[];
  readonly digests: InputDigests;
}

/** Stores what was found: for every signal, all rows of the items that it was due of. */
export async function storeFindings(
  understood: readonly Stored[],
  { signals, clock }: Pick<Stores, 'signals' | 'clock'>,
): Promise<void> {
  const computedAt = clock();
  await Promise.all(
    extractedSignals.map(async (name) => {
      const recordsOf = ({ item, findings, digests }: Stored) =>
        findings
          .filter(({ signal }) => signal === name)
          .map((finding) => recordOf(item.id, finding, digests[name] ?? '', computedAt));
      const again = understood.filter(({ due, isFirst }) => due.includes(name) && !isFirst);
      const first = understood.filter(({ due, isFirst }) => due.includes(name) && isFirst);
      const table = await signals.table(name, contractOf(name).version);
      await table.replace(
        again.map(({ item }) => item.id),
        again.flatMap(recordsOf),
      );
      await table.append(first.flatMap(recordsOf));
    }),
  );
}

/** The values of one part of an item among its stored rows, but for those of `without`. */
export function storedValues(
  records: ItemRecords,
  part: string,
  without: readonly SignalName[],
): SignalValues {
  const values: Record<string, unknown> = {};
  for (const [name, rows] of records) {
    const row = rows.find((record) => record.part === part);
    if (row?.status === 'ok' && !without.includes(name)) values[name] = row.value;
  }
  return values;
}

function recordOf(
  item: string,
  { part, outcome }: Finding,
  input: string,
  computedAt: number,
): SignalRecord {
  const head = { item, part, status: outcome.status, input, computedAt };
  return outcome.status === 'ok'
    ? // The runner checked the value against the schema of its signal.
      { ...head, reason: null, value: outcome.value as SignalRecord['value'] }
    : { ...head, reason: outcome.reason, value: null };
}
