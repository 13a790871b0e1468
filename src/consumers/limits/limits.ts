import type { Clock } from '../../base/clock.ts';
import { dayMs } from '../../base/durations.ts';
import type { ConsumerLimits } from '../../contracts/consumers.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { createDayQuota } from './day-quota.ts';
import { createRequestRate } from './request-rate.ts';

/** Why a consumer has to wait. */
export interface Refusal {
  readonly code: 'too-many-requests' | 'quota-spent';
  readonly message: string;
  readonly waitMs: number;
}

/** What consumers may ask of this server. */
export interface Limits {
  /** Undefined where the consumer may go on; then one request of its rate is taken. */
  refusalOf(consumer: string, limits: ConsumerLimits): Promise<Refusal | undefined>;
  /** Items of an answer, which count to the day's quota. */
  count(consumer: string, items: number): void;
}

/**
 * The rate is that of each server by itself; the day's items are those of all. A quota is asked
 * before an answer is made: the answer that reaches it is given whole.
 */
export function createLimits(db: Database, clock: Clock): Limits {
  const rate = createRequestRate();
  const quota = createDayQuota(db);
  return {
    count: quota.add,
    async refusalOf(consumer, { requestsPerSecond, itemsPerDay }) {
      const now = clock();
      if (itemsPerDay !== null && (await quota.itemsOf(consumer, now)) >= itemsPerDay) {
        return {
          code: 'quota-spent',
          message: `${consumer} may read ${itemsPerDay} items a day and has read them: it may go on at midnight UTC. ${moreBy(consumer, 'items-per-day')}`,
          waitMs: dayMs - (now % dayMs),
        };
      }
      if (requestsPerSecond === null) return undefined;
      const waitMs = rate.take(consumer, requestsPerSecond, now);
      if (waitMs === 0) return undefined;
      return {
        code: 'too-many-requests',
        message: `${consumer} may send ${requestsPerSecond} requests a second. ${moreBy(consumer, 'requests-per-second')}`,
        waitMs,
      };
    },
  };
}

function moreBy(consumer: string, flag: string): string {
  return `The owner of the installation allows more: understory consumers limit ${consumer} --${flag} N`;
}
