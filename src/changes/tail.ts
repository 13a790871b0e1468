import { messageOf } from '../base/errors.ts';
import type { Logger } from '../base/log.ts';
import type { Database } from '../storage/postgres/database.ts';
import { comparePositions, decodeCursor, type Position } from './cursor.ts';
import { getLog } from './log.ts';

/** The end of the log, watched for all who wait there. */
export interface ChangeTail {
  /** Resolves once there is an event after the cursor, or the signal aborts. */
  waitForMore(after: string, signal: AbortSignal): Promise<void>;
}

interface Waiter {
  readonly after: Position;
  readonly wake: () => void;
}

export interface TailOptions {
  readonly log: Logger;
  readonly intervalMs?: number;
}

/**
 * Looks at the end of the log now and then, once for all who wait, and not at all while nobody
 * does. It is not told by NOTIFY: commits that notify wait for each other in PostgreSQL.
 */
export function createChangeTail(db: Database, { log, intervalMs = 500 }: TailOptions): ChangeTail {
  const waiters = new Set<Waiter>();
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;

  const look = async () => {
    const { last } = await getLog(db);
    for (const waiter of waiters) {
      if (comparePositions(waiter.after, last) < 0) waiter.wake();
    }
  };
  const schedule = () => {
    if (timer !== undefined || isLooking || waiters.size === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      isLooking = true;
      void look()
        .catch((error: unknown) => {
          log.warn({ error: messageOf(error) }, 'cannot look for changes');
        })
        .then(() => {
          isLooking = false;
          schedule();
        });
    }, intervalMs);
  };
  const rest = () => {
    clearTimeout(timer);
    timer = undefined;
  };

  return {
    async waitForMore(after, signal) {
      if (signal.aborted) return;
      const position = decodeCursor(after);
      await new Promise<void>((resolve) => {
        const wake = () => {
          waiters.delete(waiter);
          if (waiters.size === 0) rest();
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const waiter = { after: position, wake };
        waiters.add(waiter);
        signal.addEventListener('abort', wake);
        schedule();
      });
    },
  };
}
