import type { Clock } from '../../base/clock.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { writeEntries, type LedgerEntry, type SignalRead } from './record.ts';

/** The ledger as the answers of one server write it. */
export interface Ledger {
  /** Done when the database has it (see `writeEntries`); an answer is sent only then. */
  record(consumer: string, reads: readonly SignalRead[]): Promise<void>;
}

/**
 * Answers that are ready while a write is under way are written together by the next: all of them
 * add to the few rows of this hour, and one after the other each would wait for the one before.
 *
 * @param count Told of what is recorded, before it is.
 */
export function createLedger(
  db: Database,
  clock: Clock,
  count: (consumer: string, items: number) => void = () => undefined,
): Ledger {
  let waiting: LedgerEntry[] = [];
  let next: Promise<void> | undefined;
  let underWay: Promise<unknown> = Promise.resolve();

  const writeNext = async () => {
    await underWay;
    const entries = waiting;
    waiting = [];
    next = undefined;
    const write = writeEntries(db, entries);
    // Whoever waits for these entries learns that they failed; those after them are tried.
    underWay = Promise.allSettled([write]);
    await write;
  };

  return {
    async record(consumer, reads) {
      if (reads.length === 0) return;
      const at = clock();
      count(
        consumer,
        reads.reduce((sum, { items }) => sum + items, 0),
      );
      waiting.push(...reads.map((read) => ({ ...read, consumer, at })));
      next ??= writeNext();
      await next;
    },
  };
}
