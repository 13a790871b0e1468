import type { Posted } from '../../../contracts/posted-items.ts';
import { outcomeOfListing } from '../../../extraction/read/outcome-of-listing.ts';
import { postedSource } from '../../../ingest/sources/posted.ts';
import type { RegisterRoute } from '../route.ts';
import { enter, timedBody } from '../signals/compute/entrance.ts';
import { explainBodyError } from '../signals/compute/explain-error.ts';
import { takeBodies } from '../signals/compute/take-bodies.ts';
import { sentItems } from './add/sent-items.ts';

/**
 * `POST /v1/items`: brings items into the catalogue, or up to date. The answer, 202, comes when they
 * and their bytes are stored; their signals are computed after it, before any backfill.
 */
export const registerAddItems: RegisterRoute = (server, { context, workshop }) => {
  void server.register(async (scope) => {
    takeBodies(scope);
    scope.setErrorHandler(explainBodyError);
    scope.post(
      '/v1/items',
      {
        config: { scope: 'items:write' },
        onRequest: (request, reply) => enter(request, reply, workshop.online),
        preParsing: async (_request, _reply, body) => timedBody(body),
      },
      async (request, reply) => {
        const items = await sentItems(request);
        const source = postedSource(request.principal.consumer, items);
        const { run, listed } = await workshop.read(source, { prune: false });
        await listed;
        const ids = items.map(({ id }) => id);
        const answer: Posted = {
          run,
          ...(await outcomeOfListing(run, source.name, ids, context.db)),
        };
        return await reply.code(202).send(answer);
      },
    );
  });
};
