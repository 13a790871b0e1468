import { removeWebhook } from '../../../consumers/webhooks/change.ts';
import type { RegisterRoute } from '../route.ts';
import { getOwnWebhook } from './owner.ts';

/** `DELETE /v1/webhooks/{id}`: with its dead letters. */
export const registerRemoveWebhook: RegisterRoute = (server, { context: { db } }) => {
  server.delete('/v1/webhooks/:id', { config: { scope: 'webhooks' } }, async (request, reply) => {
    await removeWebhook(db, await getOwnWebhook(db, request));
    return await reply.code(204).send();
  });
};
