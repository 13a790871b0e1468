import type { ConsumerReads, SeriesStep, SignalReaders } from '../../contracts/consumers.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { Period } from './period.ts';
import { declaredBy, readersOf, type ReadOf } from './readers.ts';
import { readsOf } from './reads-of.ts';
import { readSeries } from './series.ts';

/** What a consumer read in a period, and how much in each hour or day of it. */
export async function describeReads(
  db: Database,
  consumer: string,
  step: SeriesStep,
  period: Period,
): Promise<ConsumerReads> {
  const [signals, series] = await Promise.all([
    readsOf(db, consumer, period),
    readSeries(db, { consumer }, step, period),
  ]);
  return { consumer, days: period.days, signals, series };
}

/**
 * Who read a signal in a period, who declares it, and how much others read in each hour or day: what
 * this installation's own read is told, and is no use of a signal.
 */
export async function describeReaders(
  db: Database,
  read: ReadOf,
  step: SeriesStep,
  period: Period,
): Promise<SignalReaders> {
  const [readers, declared, series] = await Promise.all([
    readersOf(db, read, period),
    declaredBy(db, read.signal),
    readSeries(db, { ...read, byOthers: true }, step, period),
  ]);
  return { signal: read.signal, days: period.days, readers, declared, series };
}
