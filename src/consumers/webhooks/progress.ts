import { sql } from 'kysely';
import type { ChangeEvent } from '../../contracts/changes.ts';
import type { WebhookState } from '../../contracts/webhooks.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** Where a webhook stands, as its sender last read or wrote it. */
export interface Place {
  readonly id: string;
  readonly cursor: string;
  readonly attempts: number;
}

/**
 * Every write of a sender is made only where the cursor is still the one that it goes by: who
 * replays meanwhile, or a sender that took over from one cut off from the database, has moved it.
 * They give whether the webhook stands where it is said to, and is still to be sent to.
 */
type Written = Promise<boolean>;

/** The event was taken; a webhook that was paused meanwhile goes on after it when it is resumed. */
export async function acknowledge(db: Database, place: Place, cursor: string): Written {
  const moved = await db
    .updateTable('webhooks')
    .set({
      cursor,
      attempts: 0,
      last_error: null,
      state: sql<WebhookState>`case state when 'paused' then state else 'active' end`,
    })
    .where('id', '=', place.id)
    .where('cursor', '=', place.cursor)
    .returning('state')
    .executeTakeFirst();
  return moved !== undefined && moved.state !== 'paused';
}

/** Nothing up to the cursor is for this webhook. */
export async function passOver(db: Database, place: Place, cursor: string): Written {
  return await move(db, place, { cursor });
}

export async function postpone(
  db: Database,
  place: Place,
  { reason, until }: { readonly reason: string; readonly until: Date },
): Written {
  const attempts = place.attempts + 1;
  return await move(db, place, { attempts, last_error: reason, next_at: until, state: 'failing' });
}

/** Keeps the event among the dead letters and goes on after it, both or neither. */
export async function bury(
  db: Database,
  place: Place,
  event: ChangeEvent,
  { reason, now }: { readonly reason: string; readonly now: Date },
): Written {
  return await db.transaction().execute(async (transaction) => {
    const change = { cursor: event.id, attempts: 0, last_error: reason, state: 'failing' } as const;
    if (!(await move(transaction, place, change))) return false;
    await transaction
      .insertInto('webhook_dead_letters')
      .values({
        webhook: place.id,
        event: JSON.stringify(event),
        attempts: place.attempts + 1,
        last_error: reason,
        at: now,
      })
      .execute();
    return true;
  });
}

/** Nothing is sent until a person has looked at it. */
export async function halt(db: Database, place: Place, reason: string): Written {
  return await move(db, place, { state: 'paused', last_error: reason });
}

interface Move {
  readonly cursor?: string;
  readonly attempts?: number;
  readonly last_error?: string | null;
  readonly next_at?: Date;
  readonly state?: WebhookState;
}

async function move(db: Database, { id, cursor }: Place, change: Move): Promise<boolean> {
  const moved = await db
    .updateTable('webhooks')
    .set(change)
    .where('id', '=', id)
    .where('cursor', '=', cursor)
    .where('state', '<>', 'paused')
    .executeTakeFirst();
  return moved.numUpdatedRows > 0n;
}
