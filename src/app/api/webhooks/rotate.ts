import { rotateSecret } from '../../../consumers/webhooks/rotate-secret.ts';
import { webhookRotationSchema } from '../../../contracts/webhooks.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { getOwnWebhook } from './owner.ts';

/** `POST /v1/webhooks/{id}/rotate`: a new secret; the old one signs beside it for a while. */
export const registerRotateWebhook: RegisterRoute = (server, { context: { db, clock } }) => {
  server.post('/v1/webhooks/:id/rotate', { config: { scope: 'webhooks' } }, async (request) => {
    const rotation = validate(webhookRotationSchema, request.body ?? {});
    return await rotateSecret(db, await getOwnWebhook(db, request), rotation, clock());
  });
};
