import { sql } from 'kysely';
import { hourMs } from '../../base/durations.ts';
import { isSignalRef, versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** How long look-ups of one item took. */
export interface LookupTimes {
  readonly lookups: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** How many took longer. */
  slowerThan(ms: number): number;
}

/** Of fewer, what 99 of 100 take cannot be told: the first slow one would break the promise. */
const fewestLookups = 100;

/** Whether look-ups keep the promise that 99 of 100 are answered within so many ms, or are too few to tell. */
export function areInTime({ lookups, p99Ms }: LookupTimes, promisedMs: number): boolean {
  return lookups < fewestLookups || p99Ms <= promisedMs;
}

/** A promise is held to the look-ups of so many hours before now. */
const lookupHours = 24;

/**
 * Times are counted in buckets that grow by a factor, so that any quantile is off by at most 5 % of
 * itself, whatever the times are (DDSketch: Masson, Rim, Lee, VLDB 2019, section 2).
 */
const accuracy = 0.05;
const factor = (1 + accuracy) / (1 - accuracy);

/** From 10 µs to 10 minutes: what is beyond is counted there. At most 180 buckets a version. */
const shortestMs = 0.01;
const longestMs = 600_000;

export function bucketOf(ms: number): number {
  const bounded = Math.min(longestMs, Math.max(shortestMs, ms));
  return Math.ceil(Math.log(bounded) / Math.log(factor));
}

/** The time that a bucket stands for, in ms. */
function timeOf(bucket: number): number {
  return (2 * factor ** bucket) / (factor + 1);
}

export interface CountedTimes {
  readonly ref: SignalRef;
  readonly buckets: ReadonlyMap<number, number>;
}

/** Adds to the counts of this hour, in an order that all writers share so that none waits for ever. */
export async function addLookupTimes(
  db: Database,
  counted: readonly CountedTimes[],
  now: number,
): Promise<void> {
  const rows = counted
    .toSorted((a, b) => (a.ref < b.ref ? -1 : 1))
    .flatMap(({ ref, buckets }) => {
      const { name: signal, version } = versionOf(ref);
      return [...buckets]
        .toSorted(([a], [b]) => a - b)
        .map(([bucket, lookups]) => ({ signal, version, bucket, lookups }));
    });
  if (rows.length === 0) return;
  await sql`
    insert into lookup_times (signal, version, hour, bucket, lookups)
    select signal, version, ${new Date(now - (now % hourMs))}, bucket, lookups
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as added (signal text, version int, bucket smallint, lookups bigint)
    on conflict (signal, version, hour, bucket) do update set
      lookups = lookup_times.lookups + excluded.lookups`.execute(db);
}

/** What servers took in the last hours, by version; those that nobody looked up are absent. */
export async function readLookupTimes(
  db: Database,
  now: number,
): Promise<ReadonlyMap<SignalRef, LookupTimes>> {
  const rows = await db
    .selectFrom('lookup_times')
    .select(['signal', 'version', 'bucket'])
    .select((eb) => eb.fn.sum<string>('lookups').as('lookups'))
    .where('hour', '>', new Date(now - lookupHours * hourMs))
    .groupBy(['signal', 'version', 'bucket'])
    .orderBy('bucket')
    .execute();
  const buckets = new Map<SignalRef, [bucket: number, lookups: number][]>();
  for (const { signal, version, bucket, lookups } of rows) {
    const ref = `${signal}@${version}`;
    if (!isSignalRef(ref)) continue;
    buckets.set(ref, [...(buckets.get(ref) ?? []), [bucket, Number(lookups)]]);
  }
  return new Map([...buckets].map(([ref, counts]) => [ref, timesOf(counts)]));
}

/** @param counts By bucket, the shortest times first. */
function timesOf(counts: readonly (readonly [bucket: number, lookups: number])[]): LookupTimes {
  const lookups = counts.reduce((sum, [, count]) => sum + count, 0);
  const quantile = (share: number): number => {
    let seen = 0;
    const found = counts.find(([, count]) => (seen += count) >= share * lookups);
    return found === undefined ? 0 : timeOf(found[0]);
  };
  return {
    lookups,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    slowerThan: (ms) =>
      counts.reduce((sum, [bucket, count]) => (timeOf(bucket) > ms ? sum + count : sum), 0),
  };
}
