import type { Database } from '../../storage/postgres/database.ts';
import { cursorFor } from './create.ts';
import { getSubscriber, requireActive } from './subscriber.ts';
import type { Webhook } from '../../contracts/webhooks.ts';

/** Stops sending; what happens meanwhile is sent once it is resumed. */
export async function pauseWebhook(db: Database, { id }: Webhook): Promise<void> {
  await db.updateTable('webhooks').set({ state: 'paused' }).where('id', '=', id).execute();
}

/**
 * Sends again, at once, from where it ended.
 *
 * @throws conflict `consumer-retired`
 */
export async function resumeWebhook(
  db: Database,
  { id, consumer }: Webhook,
  now: number,
): Promise<void> {
  requireActive(await getSubscriber(db, consumer));
  await db
    .updateTable('webhooks')
    .set({ ...fresh(now), state: 'active' })
    .where('id', '=', id)
    .execute();
}

/** With its dead letters. */
export async function removeWebhook(db: Database, { id }: Webhook): Promise<void> {
  await db.deleteFrom('webhooks').where('id', '=', id).execute();
}

/**
 * Sends everything after a cursor again.
 *
 * @throws input `invalid-cursor`, `cursor-of-another-log`; gone `cursor-expired`; conflict
 *   `consumer-retired`
 */
export async function replayFrom(
  db: Database,
  { id, consumer }: Webhook,
  after: string,
  now: number,
): Promise<void> {
  requireActive(await getSubscriber(db, consumer));
  const cursor = await cursorFor(db, after);
  await db
    .updateTable('webhooks')
    .set({ ...fresh(now), state: 'active', cursor })
    .where('id', '=', id)
    .execute();
}

/** As if nothing had failed. */
function fresh(now: number) {
  return { attempts: 0, last_error: null, next_at: new Date(now) };
}
