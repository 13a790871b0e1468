import { messageOf } from '../../base/errors.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Stores } from '../stores.ts';
import { addLookupTimes, bucketOf } from './lookup-times.ts';

/** Counts how long a server's look-ups take: in memory, and now and then in the database. */
export interface LookupRecorder {
  /** One look-up of one item, that read these versions and was answered after so long. */
  record(refs: Iterable<SignalRef>, ms: number): void;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}

/** A process that is killed loses the counts of so long, which nothing but the promise is held to. */
const writeEveryMs = 5_000;

/** Holds at most 180 counts for each version that is looked up. */
export function createLookupRecorder(
  { db, clock, log }: Pick<Stores, 'db' | 'clock' | 'log'>,
  everyMs = writeEveryMs,
): LookupRecorder {
  let counted = new Map<SignalRef, Map<number, number>>();
  let underWay = Promise.resolve();

  const add = (ref: SignalRef, bucket: number, lookups: number) => {
    const buckets = counted.get(ref) ?? new Map<number, number>();
    counted.set(ref, buckets.set(bucket, (buckets.get(bucket) ?? 0) + lookups));
  };
  const write = async () => {
    const taken = [...counted].map(([ref, buckets]) => ({ ref, buckets }));
    counted = new Map();
    try {
      await addLookupTimes(db, taken, clock());
    } catch (error) {
      // Counted again at the next write, together with what comes until then.
      for (const { ref, buckets } of taken) {
        for (const [bucket, lookups] of buckets) add(ref, bucket, lookups);
      }
      log.warn({ error: messageOf(error) }, 'the times of look-ups could not be written');
    }
  };
  const writeNext = () => {
    underWay = underWay.then(write);
    return underWay;
  };
  const timer = setInterval(() => void writeNext(), everyMs).unref();

  return {
    record(refs, ms) {
      const bucket = bucketOf(ms);
      for (const ref of refs) add(ref, bucket, 1);
    },
    async close() {
      clearInterval(timer);
      await writeNext();
    },
  };
}
