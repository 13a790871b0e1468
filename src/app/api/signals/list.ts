import { listSignals } from '../../../retrieval/signals/catalogue.ts';
import type { RegisterRoute } from '../route.ts';

/** `GET /v1/signals`: every signal with its versions and how they do. */
export const registerSignals: RegisterRoute = (server, { context }) => {
  server.get('/v1/signals', { config: { scope: 'any-key' } }, async () => {
    return await listSignals(context.db, context.clock());
  });
};
