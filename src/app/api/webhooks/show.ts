import { listDeadLetters } from '../../../consumers/webhooks/dead-letters.ts';
import type { WebhookDetail } from '../../../contracts/webhooks.ts';
import type { RegisterRoute } from '../route.ts';
import { getOwnWebhook } from './owner.ts';

/** `GET /v1/webhooks/{id}`: how it goes, and the oldest events that it did not take. */
export const registerWebhook: RegisterRoute = (server, { context: { db } }) => {
  server.get('/v1/webhooks/:id', { config: { scope: 'webhooks' } }, async (request) => {
    const webhook = await getOwnWebhook(db, request);
    const dead = await listDeadLetters(db, webhook);
    return { ...webhook, dead } satisfies WebhookDetail;
  });
};
