import { dayMs } from '../../base/durations.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** Items that each consumer read on this day (UTC), counted by the ledger. */
export interface DayQuota {
  itemsOf(consumer: string, now: number): Promise<number>;
  /** Items of an answer that is being given. */
  add(consumer: string, items: number): void;
}

/** Other servers add to the ledger too: how long what was read of it is believed. */
const believedMs = 30_000;

interface Known {
  items: number;
  readonly day: number;
  readonly askedAt: number;
}

export function createDayQuota(db: Database): DayQuota {
  const known = new Map<string, Known>();
  return {
    async itemsOf(consumer, now) {
      const day = now - (now % dayMs);
      const held = known.get(consumer);
      if (held && held.day === day && now - held.askedAt < believedMs) return held.items;
      const { items } = await db
        .selectFrom('ledger')
        .select(({ fn }) => fn.sum<string | null>('items').as('items'))
        .where('consumer', '=', consumer)
        .where('hour', '>=', new Date(day))
        .executeTakeFirstOrThrow();
      known.set(consumer, { items: Number(items ?? 0), day, askedAt: now });
      return Number(items ?? 0);
    },
    add(consumer, items) {
      const held = known.get(consumer);
      if (held) held.items += items;
    },
  };
}
