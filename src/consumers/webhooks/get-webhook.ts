import { sql, type Selectable } from 'kysely';
import { notFound } from '../../base/errors.ts';
import type { Webhook } from '../../contracts/webhooks.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { WebhooksTable } from '../../storage/postgres/tables/webhooks.ts';

export type WebhookRow = Selectable<WebhooksTable> & { readonly dead_letters: string };

function webhookRows(db: Database) {
  return db
    .selectFrom('webhooks')
    .selectAll()
    .select(
      sql<string>`(select count(*) from webhook_dead_letters where webhook = webhooks.id)`.as(
        'dead_letters',
      ),
    );
}

/**
 * One webhook; those of other consumers are not there for a consumer.
 *
 * @param consumer Undefined for the owner of the installation.
 * @throws not-found `no-webhook`
 */
export async function getWebhook(
  db: Database,
  id: string,
  consumer: string | undefined,
): Promise<Webhook> {
  const row = await webhookRows(db).where('id', '=', id).executeTakeFirst();
  if (row && (consumer === undefined || row.consumer === consumer)) return webhookView(row);
  throw notFound(
    'no-webhook',
    `There is no webhook ${JSON.stringify(id.slice(0, 100))}. understory webhooks list shows them.`,
  );
}

/** Those of one consumer, or all, the oldest first. */
export async function listWebhooks(
  db: Database,
  consumer: string | undefined,
): Promise<readonly Webhook[]> {
  const rows = await webhookRows(db)
    .$if(consumer !== undefined, (query) => query.where('consumer', '=', consumer ?? ''))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(webhookView);
}

/** A webhook as its owner sees it: everything but its secret. */
function webhookView(row: WebhookRow): Webhook {
  return {
    id: row.id,
    consumer: row.consumer,
    url: row.url,
    types: row.types,
    signals: row.signals,
    state: row.state,
    cursor: row.cursor,
    attempts: row.attempts,
    nextAt: row.next_at.toISOString(),
    lastError: row.last_error,
    deadLetters: Number(row.dead_letters),
    oldSecretUntil: row.old_secret_until?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
