import { randomBytes } from 'node:crypto';
import { readChanges } from '../../changes/read.ts';
import { conflict, inputError } from '../../base/errors.ts';
import { latest } from '../../contracts/changes.ts';
import type { MadeWebhook, NewWebhook } from '../../contracts/webhooks.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { requirePublicAddress } from './address.ts';
import { realWebhookEffects, type WebhookEffects } from './effects.ts';
import { getWebhook } from './get-webhook.ts';
import { createWebhookSecret } from './sign.ts';
import { getSubscriber, requireActive, type Subscriber } from './subscriber.ts';

/** Of one consumer: each is read for and sent to on its own. */
const mostWebhooks = 20;

/**
 * Makes a webhook and gives it with its secret, which is shown only then.
 *
 * @throws input errors of its address and cursor, `signal-not-declared`; not-found `no-consumer`;
 *   conflict `consumer-retired`, `too-many-webhooks`; dependency `host-not-found`
 */
export async function createWebhook(
  db: Database,
  consumer: string,
  { url, types, signals, after }: NewWebhook,
  effects: WebhookEffects = realWebhookEffects(),
): Promise<MadeWebhook> {
  const subscriber = await getSubscriber(db, consumer);
  requireActive(subscriber);
  requireDeclared(subscriber, signals ?? []);
  const address = await requirePublicAddress(url, effects);
  const cursor = await cursorFor(db, after ?? latest);
  const id = randomBytes(8).toString('hex');
  const secret = createWebhookSecret();
  const now = new Date(effects.clock());
  await db.transaction().execute(async (transaction) => {
    // One at a time for a consumer, so that none is made past the limit.
    await transaction
      .selectFrom('consumers')
      .select('name')
      .where('name', '=', consumer)
      .forUpdate()
      .execute();
    const there = await transaction
      .selectFrom('webhooks')
      .select('id')
      .where('consumer', '=', consumer)
      .execute();
    if (there.length >= mostWebhooks) {
      throw conflict(
        'too-many-webhooks',
        `${consumer} has ${there.length} webhooks, the most there may be. Remove one: understory webhooks remove ID`,
      );
    }
    await transaction
      .insertInto('webhooks')
      .values({
        id,
        consumer,
        url: address.href,
        types: types ?? null,
        signals: signals ?? null,
        secret,
        state: 'active',
        cursor,
        next_at: now,
        created_at: now,
      })
      .execute();
  });
  return { ...(await getWebhook(db, id, consumer)), secret };
}

function requireDeclared({ name, declared }: Subscriber, signals: readonly string[]): void {
  if (declared === undefined) return;
  const known = new Set(declared.map(({ signal }) => signal));
  const missing = signals.filter((signal) => !known.has(signal));
  if (missing.length === 0) return;
  throw inputError(
    'signal-not-declared',
    `${name} declares ${[...known].join(', ') || 'no signal'}, not ${missing.join(', ')}. ` +
      `Declare it first: understory consumers declare ${name} --signals ${[...known, ...missing].join(',')}`,
  );
}

/**
 * Where sending begins: a cursor that the log can be continued from, or its end.
 *
 * @throws input `invalid-cursor`, `cursor-of-another-log`; gone `cursor-expired`
 */
export async function cursorFor(db: Database, after: string): Promise<string> {
  const { next } = await readChanges(db, { after, limit: 1 });
  return after === latest ? next : after;
}
