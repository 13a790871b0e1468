import type { Clock } from '../base/clock.ts';
import { inputError, messageOf } from '../base/errors.ts';
import type { Logger } from '../base/log.ts';
import type { Database } from '../storage/postgres/database.ts';
import { keptDays, pruneChanges } from './prune.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Days that changes are kept: `UNDERSTORY_CHANGES_DAYS`, 30 by default.
 *
 * @throws input `changes-days`
 */
export function keptDaysOf({ UNDERSTORY_CHANGES_DAYS: text }: NodeJS.ProcessEnv): number {
  if (text === undefined || text === '') return keptDays;
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 3650) return days;
  throw inputError(
    'changes-days',
    `Expected UNDERSTORY_CHANGES_DAYS to be a whole number of days from 1 to 3650, got ${JSON.stringify(text.slice(0, 50))}.`,
  );
}

/** Forgets old changes now and every day from now on; gives what ends that. */
export function pruneDaily(
  { db, log, clock }: { db: Database; log: Logger; clock: Clock },
  days: number,
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const prune = () => {
    running = pruneChanges(db, days, clock()).then(
      (count) => {
        log.info({ count, days }, 'forgot old changes');
      },
      (error: unknown) => {
        log.warn({ error: messageOf(error) }, 'cannot forget old changes');
      },
    );
  };
  prune();
  const timer = setInterval(prune, dayMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
