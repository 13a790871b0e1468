import { listWebhooks } from '../../../consumers/webhooks/get-webhook.ts';
import type { RegisterRoute } from '../route.ts';
import { ownConsumer } from './owner.ts';

/** `GET /v1/webhooks`: those of the key's consumer; all for the owner of the installation. */
export const registerWebhooks: RegisterRoute = (server, { context }) => {
  server.get('/v1/webhooks', { config: { scope: 'webhooks' } }, async ({ principal }) => ({
    webhooks: await listWebhooks(context.db, ownConsumer(principal)),
  }));
};
