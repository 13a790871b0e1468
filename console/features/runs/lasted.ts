import type { Run } from '../../../src/contracts/api.ts';
import { duration } from '../../ui/numbers.ts';

/** How long a run took, or takes so far. */
export function lasted(run: Pick<Run, 'startedAt' | 'endedAt' | 'state'>): string {
  const isActive = run.state === 'listing' || run.state === 'running';
  if (run.endedAt === null && !isActive) return 'unknown';
  const end = run.endedAt === null ? Date.now() : Date.parse(run.endedAt);
  return duration(Math.max(0, end - Date.parse(run.startedAt)) / 1000);
}
