import type { Blobs } from '../../storage/blobs.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import { understandItem, type Understanding } from '../understand-item.ts';
import type { ExtractionPools } from '../workers/pools.ts';
import { valuesOfEntries, type Entry } from './entry.ts';
import type { OnlineContent } from './content.ts';
import type { OnlinePlan } from './plan.ts';

/** What was computed of a plan. */
export interface Computation {
  readonly entries: ReadonlyMap<SignalRef, Entry>;
  /** Why a picture could not be decoded. */
  readonly failure: Understanding['failure'];
}

/** Where it is computed: with what a read computes with, but for threads of its own. */
export interface OnlineWorkplace {
  readonly pools: ExtractionPools;
  readonly blobs: Pick<Blobs, 'localPath'>;
  readonly registry: SignalRegistry;
}

/** Computes what is due of a plan, by the very code that computes an item of the catalogue. */
export async function computePlan(
  { item, due, found, models }: OnlinePlan,
  { pictures }: OnlineContent,
  work: OnlineWorkplace,
  now: number,
): Promise<Computation> {
  const kept = [...found.values()].map(({ entry }) => entry);
  const held = new Map(pictures.map(({ digest, source }) => [digest, source]));
  const known = (part: string) => valuesOfEntries(kept, part);
  const { findings, failure } = await understandItem(item, due, known, { ...work, held });
  const entries = due.map((signal): readonly [SignalRef, Entry] => {
    const own = findings.filter((finding) => finding.signal === signal);
    const entry = {
      signal,
      outcomes: own.map(({ part, outcome }) => ({ part, outcome })),
      models: { ...models.get(signal) },
      cpuMs: own.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
      computedAt: now,
    };
    return [signal, entry];
  });
  return { entries: new Map(entries), failure };
}
