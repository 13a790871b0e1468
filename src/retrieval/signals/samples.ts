import type { Selectable } from 'kysely';
import type { SignalVersion } from '../../contracts/signal-ref.ts';
import type { MetricsSample } from '../../contracts/signals-api.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { SignalMetricsTable } from '../../storage/postgres/tables/signal-metrics.ts';

/** The last sample of every version, by its reference. */
export async function readLastSamples(db: Database): Promise<ReadonlyMap<string, MetricsSample>> {
  const rows = await db
    .selectFrom('signal_metrics')
    .distinctOn(['signal', 'version'])
    .selectAll()
    .orderBy('signal')
    .orderBy('version')
    .orderBy('at', 'desc')
    .execute();
  return new Map(rows.map((row) => [`${row.signal}@${row.version}`, sampleOf(row)]));
}

/** The last samples of a version, the oldest first. */
export async function readSamples(
  db: Database,
  { name, version }: SignalVersion,
  most: number,
): Promise<MetricsSample[]> {
  const rows = await db
    .selectFrom('signal_metrics')
    .selectAll()
    .where('signal', '=', name)
    .where('version', '=', version)
    .orderBy('at', 'desc')
    .limit(most)
    .execute();
  return rows.map(sampleOf).toReversed();
}

/** The last samples of every version, by its reference, the oldest first. */
export async function readSampleHistories(
  db: Database,
  most: number,
): Promise<ReadonlyMap<string, MetricsSample[]>> {
  const rows = await db
    .selectFrom(
      db
        .selectFrom('signal_metrics')
        .selectAll()
        .select(({ fn }) =>
          fn
            .agg<string>('row_number')
            .over((over) => over.partitionBy(['signal', 'version']).orderBy('at', 'desc'))
            .as('place'),
        )
        .as('placed'),
    )
    .selectAll()
    .where('place', '<=', String(most))
    .orderBy('at')
    .execute();
  const histories = new Map<string, MetricsSample[]>();
  for (const row of rows) {
    const ref = `${row.signal}@${row.version}`;
    const history = histories.get(ref) ?? [];
    histories.set(ref, history);
    history.push(sampleOf(row));
  }
  return histories;
}

function sampleOf(row: Selectable<SignalMetricsTable>): MetricsSample {
  return {
    at: row.at.toISOString(),
    items: Number(row.items),
    ok: Number(row.ok),
    abstained: Number(row.abstained),
    failed: Number(row.failed),
    coverage: row.coverage,
    freshnessP50Seconds: row.freshness_p50_s,
    freshnessP99Seconds: row.freshness_p99_s,
  };
}
