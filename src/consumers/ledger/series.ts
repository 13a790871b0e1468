import { sql } from 'kysely';
import { dayMs, hourMs } from '../../base/durations.ts';
import type { ReadSeries, SeriesStep } from '../../contracts/consumers.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { beginOf, type Period } from './period.ts';

export interface SeriesOf {
  readonly consumer?: string | undefined;
  readonly signal?: string | undefined;
  readonly version?: number | undefined;
  /** Leaves out what this installation's own read, `console` and `cli`. */
  readonly byOthers?: boolean;
}

const stepMs: Readonly<Record<SeriesStep, number>> = { hour: hourMs, day: dayMs };

/** Reads in each hour or day (UTC) of a period, the oldest first and zeros among them. */
export async function readSeries(
  db: Database,
  { consumer, signal, version, byOthers = false }: SeriesOf,
  step: SeriesStep,
  period: Period,
): Promise<ReadSeries> {
  const ms = stepMs[step];
  const begin = Math.floor(beginOf(period).getTime() / ms) * ms;
  const rows = await db
    .selectFrom('ledger')
    .select(({ fn }) => [
      sql<Date>`date_trunc(${sql.lit(step)}, hour, 'UTC')`.as('at'),
      fn.sum<string>('reads').as('reads'),
      fn.sum<string>('items').as('items'),
    ])
    .where('hour', '>=', new Date(begin))
    .$if(consumer !== undefined, (query) => query.where('consumer', '=', consumer ?? ''))
    .$if(signal !== undefined, (query) => query.where('signal', '=', signal ?? ''))
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .$if(byOthers, (query) =>
      query.where('consumer', 'not in', ({ selectFrom }) =>
        selectFrom('consumers').select('name').where('built_in', '=', true),
      ),
    )
    .groupBy('at')
    .execute();
  const found = new Map(rows.map((row) => [row.at.getTime(), row]));
  const series: { at: string; reads: number; items: number }[] = [];
  for (let at = begin; at <= period.now; at += ms) {
    const { reads = 0, items = 0 } = found.get(at) ?? {};
    series.push({ at: new Date(at).toISOString(), reads: Number(reads), items: Number(items) });
  }
  return series;
}
