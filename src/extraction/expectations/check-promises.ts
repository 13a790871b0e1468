import type { CheckResult } from '../../contracts/expectation.ts';
import type { Promises } from '../../contracts/signal.ts';
import type { MetricsSample } from '../../contracts/signals-api.ts';
import { areInTime, type LookupTimes } from '../metrics/lookup-times.ts';

/**
 * Whether what was measured keeps the promises of a contract. An empty catalogue breaks none, and
 * neither does a version that servers looked up less than a hundred times of late.
 */
export function checkPromises(
  { coverage, freshnessSeconds, lookupMs }: Promises,
  sample: MetricsSample,
  lookups: LookupTimes | undefined,
): CheckResult[] {
  const { items, ok, abstained, failed, freshnessP99Seconds: p99 } = sample;
  const rows = ok + abstained + failed;
  const missing = Math.max(0, items - rows);
  return [
    {
      expectation: 'coverage',
      expected: `at least ${coverage * 100} % of the items have a row`,
      rows: items,
      failing: missing,
      measured: items === 0 ? null : sample.coverage,
      ok: items === 0 || sample.coverage >= coverage,
      examples: [],
    },
    {
      expectation: 'freshness',
      expected: `99 of 100 items were computed within ${freshnessSeconds} seconds`,
      rows: items,
      failing: p99 !== null && p99 > freshnessSeconds ? 1 : 0,
      measured: p99,
      ok: p99 === null || p99 <= freshnessSeconds,
      examples: [],
    },
    {
      expectation: 'lookup',
      expected: `99 of 100 look-ups of one item are answered within ${lookupMs} ms`,
      rows: lookups?.lookups ?? 0,
      failing: lookups?.slowerThan(lookupMs) ?? 0,
      measured: lookups?.p99Ms ?? null,
      ok: lookups === undefined || areInTime(lookups, lookupMs),
      examples: [],
    },
  ];
}
