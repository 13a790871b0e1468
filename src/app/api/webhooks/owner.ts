import { z } from 'zod';
import { forbidden } from '../../../base/errors.ts';
import { consolePrincipal, type Principal } from '../../../consumers/principal.ts';
import { getWebhook } from '../../../consumers/webhooks/get-webhook.ts';
import type { Webhook } from '../../../contracts/webhooks.ts';
import type { Database } from '../../../storage/postgres/database.ts';
import { validate } from '../validate.ts';

const paramsSchema = z.object({ id: z.string().min(1).max(100) });

/** The consumer whose webhooks somebody may see; undefined for the owner of the installation. */
export function ownConsumer({ consumer, grant }: Principal): string | undefined {
  return grant === null ? undefined : consumer;
}

/**
 * The webhook of an address, if it is of who asks.
 *
 * @throws not-found `no-webhook`
 */
export async function getOwnWebhook(
  db: Database,
  { params, principal }: { readonly params: unknown; readonly principal: Principal },
): Promise<Webhook> {
  return await getWebhook(db, validate(paramsSchema, params).id, ownConsumer(principal));
}

/**
 * The consumer that a new webhook is for.
 *
 * @throws forbidden `consumer-of-another`
 */
export function consumerFor(principal: Principal, wanted: string | undefined): string {
  const own = ownConsumer(principal);
  if (own === undefined) return wanted ?? consolePrincipal.consumer;
  if (wanted === undefined || wanted === own) return own;
  throw forbidden(
    'consumer-of-another',
    `The key is of ${own}, which makes webhooks for itself only, not for ${wanted}. Leave the consumer out.`,
  );
}
