import type { Run } from '../../../src/contracts/api.ts';
import { isReading } from '../../api/runs.ts';
import { duration } from '../../ui/numbers.ts';

type Timed = Pick<Run, 'startedAt' | 'endedAt' | 'state'>;

/** How long a run took, or takes so far; null where its process went without a word. */
export function lastedSeconds(run: Timed): number | null {
  const { startedAt, endedAt } = run;
  if (endedAt === null && !isReading(run)) return null;
  const end = endedAt === null ? Date.now() : Date.parse(endedAt);
  return Math.max(0, end - Date.parse(startedAt)) / 1000;
}

/** The same in words. */
export function lasted(run: Timed): string {
  const seconds = lastedSeconds(run);
  return seconds === null ? 'unknown' : duration(seconds);
}
