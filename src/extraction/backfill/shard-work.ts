import type { Finding } from '../finding.ts';
import { tallyOf } from '../tally.ts';

interface Computed {
  readonly findings: readonly Finding[];
}

/** What computing took, as a shard keeps it. */
export interface ShardWork {
  readonly cpu_ms: number;
  /** JSON of a `ShardTally`. */
  readonly signals: string;
}

export function workOf(computed: readonly Computed[]): ShardWork {
  const tally = tallyOf(computed.flatMap(({ findings }) => findings));
  return { cpu_ms: cpuMsOf(computed), signals: JSON.stringify(tally) };
}

/** CPU of the signals themselves: that of decoding is not in it. */
export function cpuMsOf(computed: readonly Computed[]): number {
  return computed.flatMap(({ findings }) => findings).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}
