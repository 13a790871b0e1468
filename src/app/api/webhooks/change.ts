import { pauseWebhook, resumeWebhook } from '../../../consumers/webhooks/change.ts';
import { webhookChangeSchema } from '../../../contracts/webhooks.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { getOwnWebhook } from './owner.ts';

/** `PATCH /v1/webhooks/{id}`: pauses or resumes it. */
export const registerChangeWebhook: RegisterRoute = (server, { context: { db, clock } }) => {
  server.patch('/v1/webhooks/:id', { config: { scope: 'webhooks' } }, async (request) => {
    const { state } = validate(webhookChangeSchema, request.body);
    const webhook = await getOwnWebhook(db, request);
    if (state === 'paused') await pauseWebhook(db, webhook);
    else await resumeWebhook(db, webhook, clock());
    return await getOwnWebhook(db, request);
  });
};
