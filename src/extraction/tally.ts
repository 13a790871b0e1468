import type { ShardTally, SignalTally } from '../storage/postgres/tables/shards.ts';
import type { Finding } from './finding.ts';

const none: SignalTally = { ok: 0, abstained: 0, failed: 0, cpuMs: 0 };

/** Counts findings by signal and outcome: items themselves and further parts alike. */
export function tallyOf(findings: readonly Finding[]): ShardTally {
  const tally: Record<string, SignalTally> = {};
  for (const { signal, outcome, cpuMs } of findings) {
    const before = tally[signal] ?? none;
    tally[signal] = {
      ...before,
      [outcome.status]: before[outcome.status] + 1,
      cpuMs: before.cpuMs + cpuMs,
    };
  }
  return tally;
}
