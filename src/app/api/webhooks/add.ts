import { createWebhook } from '../../../consumers/webhooks/create.ts';
import { newWebhookSchema } from '../../../contracts/webhooks.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { consumerFor } from './owner.ts';

/** `POST /v1/webhooks`: sends the changes that a consumer may see to an address. */
export const registerAddWebhook: RegisterRoute = (server, { context }) => {
  server.post(
    '/v1/webhooks',
    { config: { scope: 'webhooks' } },
    async ({ body, principal }, reply) => {
      const wanted = validate(newWebhookSchema, body);
      const consumer = consumerFor(principal, wanted.consumer);
      void reply.code(201);
      return await createWebhook(context.db, consumer, wanted);
    },
  );
};
