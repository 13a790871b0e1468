import { replayFrom } from '../../../consumers/webhooks/change.ts';
import { replayDeadLetters } from '../../../consumers/webhooks/dead-letters.ts';
import { webhookReplaySchema } from '../../../contracts/webhooks.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { getOwnWebhook } from './owner.ts';

/** `POST /v1/webhooks/{id}/replay`: sends again what follows a cursor, or the dead letters. */
export const registerReplayWebhook: RegisterRoute = (server, { context: { db, clock } }) => {
  server.post('/v1/webhooks/:id/replay', { config: { scope: 'webhooks' } }, async (request) => {
    const wanted = validate(webhookReplaySchema, request.body);
    const webhook = await getOwnWebhook(db, request);
    if ('dead' in wanted) await replayDeadLetters(db, webhook, clock());
    else await replayFrom(db, webhook, wanted.after, clock());
    return await getOwnWebhook(db, request);
  });
};
