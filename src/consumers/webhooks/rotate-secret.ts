import type { Selectable } from 'kysely';
import { hourMs } from '../../base/durations.ts';
import { conflict } from '../../base/errors.ts';
import type { MadeWebhook, Webhook } from '../../contracts/webhooks.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { WebhooksTable } from '../../storage/postgres/tables/webhooks.ts';
import { getWebhook } from './get-webhook.ts';
import { createWebhookSecret } from './sign.ts';

export interface SecretRotation {
  /** How long messages are signed with the old secret as well; 0 ends it at once. */
  readonly graceHours: number;
}

/**
 * Gives a webhook a new secret, shown only now. Messages are signed with both until the old one ends
 * (Standard Webhooks 1.0.0, "Webhook headers"), so that its receiver changes over when it likes.
 *
 * @throws conflict `secret-rotating` while the secret before still signs, unless it is to end now.
 */
export async function rotateSecret(
  db: Database,
  { id, consumer }: Webhook,
  { graceHours }: SecretRotation,
  now: number,
): Promise<MadeWebhook> {
  const secret = createWebhookSecret();
  await db.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom('webhooks')
      .select(['secret', 'old_secret_until'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const until = row.old_secret_until;
    if (graceHours > 0 && until !== null && until.getTime() > now) throw rotating(id, until);
    const keepsOld = graceHours > 0;
    await transaction
      .updateTable('webhooks')
      .set({
        secret,
        old_secret: keepsOld ? row.secret : null,
        old_secret_until: keepsOld ? new Date(now + graceHours * hourMs) : null,
      })
      .where('id', '=', id)
      .execute();
  });
  return { ...(await getWebhook(db, id, consumer)), secret };
}

/** What messages are signed with now: the secret, and the one before it in its grace period. */
export function secretsOf(
  {
    secret,
    old_secret: old,
    old_secret_until: until,
  }: Pick<Selectable<WebhooksTable>, 'secret' | 'old_secret' | 'old_secret_until'>,
  now: number,
): readonly string[] {
  return old !== null && until !== null && until.getTime() > now ? [secret, old] : [secret];
}

/** Forgets old secrets whose grace period is over; gives how many. */
export async function forgetOldSecrets(db: Database, now: number): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('webhooks')
    .set({ old_secret: null, old_secret_until: null })
    .where('old_secret_until', '<=', new Date(now))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

function rotating(id: string, until: Date) {
  return conflict(
    'secret-rotating',
    `The secret of ${id} was rotated, and the one before still signs until ${until.toISOString()}: ` +
      'rotating again would leave out a receiver that still goes by it. Wait until then, or end both old secrets ' +
      `now: understory webhooks rotate ${id} --grace 0h (graceHours 0).`,
  );
}
