import type { CheckResult } from '../../contracts/expectation.ts';
import type { Promises } from '../../contracts/signal.ts';
import type { MetricsSample } from '../../contracts/signals-api.ts';

/**
 * Whether what was measured keeps the promises of coverage and freshness; an empty catalogue breaks
 * none. Latency is a server's: `npm run bench -- lookup` measures it.
 */
export function checkPromises(
  { coverage, freshnessSeconds }: Promises,
  sample: MetricsSample,
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
  ];
}
