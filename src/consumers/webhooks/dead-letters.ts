import { sql } from 'kysely';
import type { ChangeEvent } from '../../contracts/changes.ts';
import type { Webhook, WebhookDetail } from '../../contracts/webhooks.ts';
import type { Database } from '../../storage/postgres/database.ts';

const mostShown = 100;

/** The oldest events that a webhook did not take. */
export async function listDeadLetters(
  db: Database,
  { id }: Webhook,
): Promise<WebhookDetail['dead']> {
  const rows = await db
    .selectFrom('webhook_dead_letters')
    .select(['event', 'attempts', 'last_error', 'at', 'replay_at'])
    .where('webhook', '=', id)
    .orderBy('seq')
    .limit(mostShown)
    .execute();
  return rows.map(({ event, attempts, last_error, at, replay_at }) => ({
    id: event.id,
    type: event.type,
    attempts,
    lastError: last_error,
    at: at.toISOString(),
    replaying: replay_at !== null,
  }));
}

/** Has all dead letters of a webhook sent again; gives how many. */
export async function replayDeadLetters(
  db: Database,
  { id }: Webhook,
  now: number,
): Promise<number> {
  const replayed = await db
    .updateTable('webhook_dead_letters')
    .set({ replay_at: new Date(now), attempts: 0 })
    .where('webhook', '=', id)
    .returning('seq')
    .execute();
  return replayed.length;
}

export interface DeadLetter {
  readonly seq: string;
  readonly event: ChangeEvent;
  readonly attempts: number;
}

/** The oldest that is to be sent again now. */
export async function nextToReplay(
  db: Database,
  webhook: string,
  now: number,
): Promise<DeadLetter | undefined> {
  return await db
    .selectFrom('webhook_dead_letters')
    .select(['seq', 'event', 'attempts'])
    .where('webhook', '=', webhook)
    .where('replay_at', '<=', new Date(now))
    .orderBy('seq')
    .executeTakeFirst();
}

/**
 * A dead letter was taken. With the last of them the webhook is well again, unless the event that it
 * stands at fails as well, or a person has paused it.
 */
export async function settleDeadLetter(db: Database, webhook: string, seq: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom('webhook_dead_letters')
      .where('webhook', '=', webhook)
      .where('seq', '=', seq)
      .execute();
    await transaction
      .updateTable('webhooks')
      .set({ state: 'active', last_error: null })
      .where('id', '=', webhook)
      .where('state', '=', 'failing')
      .where('attempts', '=', 0)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(selectFrom('webhook_dead_letters').select('seq').where('webhook', '=', webhook)),
        ),
      )
      .execute();
  });
}

/** Forgets those that were given up before and that nobody asked to send again; gives how many. */
export async function forgetDeadLetters(db: Database, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('webhook_dead_letters')
    .where('at', '<', before)
    .where('replay_at', 'is', null)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** @param retryAt Undefined where it stays dead. */
export async function failDeadLetter(
  db: Database,
  webhook: string,
  { seq, attempts }: DeadLetter,
  { reason, retryAt }: { readonly reason: string; readonly retryAt: Date | undefined },
): Promise<void> {
  await db
    .updateTable('webhook_dead_letters')
    .set({
      attempts: attempts + 1,
      last_error: reason,
      replay_at: retryAt ?? sql<null>`null`,
    })
    .where('webhook', '=', webhook)
    .where('seq', '=', seq)
    .execute();
}
