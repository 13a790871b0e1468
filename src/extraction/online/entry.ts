import { z } from 'zod';
import { digestOfJson } from '../../base/digest.ts';
import type { Item } from '../../contracts/item.ts';
import { isSignalRef, type SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import { inputDigestsOf } from '../due.ts';
import type { PartValues } from '../named-values.ts';

const outcomeSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok'), value: z.unknown() }),
  z.object({ status: z.literal('abstained'), reason: z.string() }),
  z.object({ status: z.literal('failed'), reason: z.string() }),
]);

/** Of an entry as JSON. */
export const entrySchema = z.object({
  signal: z.string().refine(isSignalRef),
  /** Of the content as a whole (`''`) and of its parts. */
  outcomes: z.array(z.object({ part: z.string(), outcome: outcomeSchema })),
  /** Digests of the models that made it, those of the signals that it builds on among them. */
  models: z.record(z.string(), z.string()),
  /** CPU of the thread that computed it. */
  cpuMs: z.number(),
  /** Milliseconds since 1970. */
  computedAt: z.number(),
});

/** What one version of a signal said of one content, of it as a whole and of its parts. */
export interface Entry extends Omit<Readonly<z.infer<typeof entrySchema>>, 'signal'> {
  readonly signal: SignalRef;
}

export type ModelDigests = Readonly<Record<string, string>>;

/** Equal keys mean equal values: of the version, all that it comes from, and its models. */
export function keyOfEntry(
  item: Item,
  ref: SignalRef,
  models: ModelDigests,
  registry: SignalRegistry,
): string {
  return digestOfJson([inputDigestsOf(item, [ref], registry)[ref], models]);
}

/** The values that entries have for one part, as extractors that build on them see them. */
export function valuesOfEntries(entries: Iterable<Entry>, part: string): PartValues {
  const values: Partial<Record<SignalRef, unknown>> = {};
  for (const { signal, outcomes } of entries) {
    const own = outcomes.find((each) => each.part === part)?.outcome;
    if (own?.status === 'ok') values[signal] = own.value;
  }
  return values;
}

/** A failure is tried again by the next who asks; all else is so for good. */
export function isLasting({ outcomes }: Entry): boolean {
  return outcomes.every(({ outcome }) => outcome.status !== 'failed');
}
