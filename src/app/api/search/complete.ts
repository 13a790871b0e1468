import { completeQuerySchema, type Completions } from '../../../contracts/search.ts';
import { completeQuery } from '../../../retrieval/words/complete.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

/** `GET /v1/search/complete?q=`: what a query may be the beginning of. */
export const registerComplete: RegisterRoute = (server, { context }) => {
  server.get('/v1/search/complete', { config: { scope: 'search' } }, async ({ query }) => {
    const begun = performance.now();
    const { q, limit } = validate(completeQuerySchema, query);
    const completions = await completeQuery(context.db, q, limit);
    return { completions, tookMs: performance.now() - begun } satisfies Completions;
  });
};
