import type { Item } from '../contracts/item.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import { safetyValue, type SignalValue } from '../contracts/values.ts';
import type { RecordHead, SignalRecord } from '../storage/lance/signal-table.ts';
import { tableOf } from '../storage/lance/table-of.ts';
import type { InputDigests } from './due.ts';
import { checkWritten } from './expectations/check-written.ts';
import type { Finding } from './finding.ts';
import type { NoteWrite } from './late-writes.ts';
import type { PartValues } from './named-values.ts';
import type { Stores } from './stores.ts';

/** The rows of one item, by version. */
export type ItemRecords = ReadonlyMap<SignalRef, readonly SignalRecord[]>;

/** All that is stored of these versions of these items, by item. */
export async function loadRecords(
  ids: readonly string[],
  refs: readonly SignalRef[],
  { signals }: Pick<Stores, 'signals'>,
): Promise<ReadonlyMap<string, ItemRecords>> {
  const byItem = new Map(ids.map((id) => [id, new Map<SignalRef, SignalRecord[]>()]));
  await Promise.all(
    refs.map(async (ref) => {
      const table = await tableOf(signals, ref);
      for (const record of await table.recordsOf(ids)) {
        const records = byItem.get(record.item);
        const rows = records?.get(ref) ?? [];
        rows.push(record);
        records?.set(ref, rows);
      }
    }),
  );
  return byItem;
}

/** The heads of the rows of these versions of these items, by item: what they were computed from. */
export async function loadHeads(
  ids: readonly string[],
  refs: readonly SignalRef[],
  { signals }: Pick<Stores, 'signals'>,
): Promise<ReadonlyMap<string, ReadonlyMap<SignalRef, readonly RecordHead[]>>> {
  const byItem = new Map(ids.map((id) => [id, new Map<SignalRef, RecordHead[]>()]));
  await Promise.all(
    refs.map(async (ref) => {
      const table = await tableOf(signals, ref);
      for (const head of await table.headsOf(ids)) {
        const heads = byItem.get(head.item);
        heads?.set(ref, [...(heads.get(ref) ?? []), head]);
      }
    }),
  );
  return byItem;
}

interface Stored {
  readonly item: Pick<Item, 'id'>;
  /** Whether nothing can have been written of it before. */
  readonly isFirst: boolean;
  readonly due: readonly SignalRef[];
  readonly findings: readonly Finding[];
  readonly digests: InputDigests;
}

/**
 * Stores what was found: for every version, all rows of the items that it was due of.
 *
 * @param note Told what is written before it is.
 */
export async function storeFindings(
  understood: readonly Stored[],
  { db, signals, log, clock }: Pick<Stores, 'db' | 'signals' | 'log' | 'clock'>,
  note: NoteWrite,
): Promise<void> {
  const computedAt = clock();
  const refs = [...new Set(understood.flatMap(({ due }) => due))];
  await note({ refs, items: understood.map(({ item }) => item.id), computedAt });
  const written = await Promise.all(
    refs.map(async (ref) => {
      const recordsOf = ({ item, findings, digests }: Stored) =>
        findings
          .filter(({ signal }) => signal === ref)
          .map((finding) => recordOf(item.id, finding, digests[ref] ?? '', computedAt));
      const again = understood.filter(({ due, isFirst }) => due.includes(ref) && !isFirst);
      const first = understood.filter(({ due, isFirst }) => due.includes(ref) && isFirst);
      const table = await tableOf(signals, ref);
      const [changed, added] = [again.flatMap(recordsOf), first.flatMap(recordsOf)];
      await table.replace(
        again.map(({ item }) => item.id),
        changed,
      );
      await table.append(added);
      const items = [...again, ...first].map(({ item }) => item.id);
      return { ref, items, records: [...changed, ...added] };
    }),
  );
  await checkWritten(written, { db, log, clock });
}

/** The values of one part of an item among its stored rows, but for those of `without`. */
export function storedValues(
  records: ItemRecords,
  part: string,
  without: readonly SignalRef[],
): PartValues {
  const values: Partial<Record<SignalRef, unknown>> = {};
  for (const [ref, rows] of records) {
    const row = rows.find((record) => record.part === part);
    if (row?.status === 'ok' && !without.includes(ref)) values[ref] = row.value;
  }
  return values;
}

/** What is stored of the safety of each of an item's pictures. */
export function storedSafeties(stored: ItemRecords, safety: SignalRef): SignalValue<'safety'>[] {
  return (stored.get(safety) ?? []).flatMap(({ value }) =>
    value === null ? [] : [safetyValue.parse(value)],
  );
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
