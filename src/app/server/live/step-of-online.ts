import type { LiveStep } from '../../../contracts/live-history.ts';
import type { OnlineTally } from '../../../extraction/online/online.ts';

/** What was counted of computing on request between two tallies. */
export function stepOfOnline(
  before: OnlineTally,
  now: OnlineTally,
): Pick<LiveStep, 'online' | 'cache' | 'batches'> {
  const { refused, ...others } = now.requests;
  const { refused: refusedBefore, ...othersBefore } = before.requests;
  return {
    online: { ...grown(othersBefore, others), refused: sum(refused) - sum(refusedBefore) },
    cache: grown(before.cache, now.cache),
    batches: Object.fromEntries(
      Object.entries(now.batches)
        .map(([size, runs]) => [size, runs - (before.batches[size] ?? 0)] as const)
        .filter(([, runs]) => runs > 0),
    ),
  };
}

function grown<Key extends string>(
  before: Readonly<Record<Key, number>>,
  now: Readonly<Record<Key, number>>,
): Record<Key, number> {
  const more: Record<Key, number> = { ...now };
  for (const key in more) more[key] -= before[key];
  return more;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, each) => all + each, 0);
}
