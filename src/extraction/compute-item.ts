import type { Item } from '../contracts/item.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import { dueSignals, inputDigestsOf, type InputDigests } from './due.ts';
import type { PartValues } from './named-values.ts';
import { storedValues, type ItemRecords } from './records.ts';
import { understandItem, type Understanding } from './understand-item.ts';
import type { Workplace } from './workplace.ts';

/** What was computed of an item: exactly what was due of the versions that were asked for. */
export interface Computed extends Understanding {
  readonly digests: InputDigests;
  /** Values that were not due, of one part. */
  readonly known: (part: string) => PartValues;
}

/** Computes what is due of some versions of one item, from what is stored of it. */
export async function computeItem(
  item: Item,
  stored: ItemRecords,
  refs: readonly SignalRef[],
  work: Workplace,
): Promise<Computed> {
  const digests = inputDigestsOf(item, refs, work.registry);
  const due = dueSignals(digests, stored, refs);
  const known = (part: string) => storedValues(stored, part, due);
  return { ...(await understandItem(item, due, known, work)), digests, known };
}
