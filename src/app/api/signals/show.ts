import { z } from 'zod';
import { requireName } from '../../../extraction/versions/resolve.ts';
import { getSignalDetail } from '../../../retrieval/signals/detail.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

const paramsSchema = z.object({ name: z.string().max(100) });

/**
 * `GET /v1/signals/{name}`: the contract of each version, its checks with failing examples, and its
 * lineage. For the owner: the examples are of items that a key may not read.
 */
export const registerSignal: RegisterRoute = (server, { context }) => {
  server.get('/v1/signals/:name', async ({ params }) => {
    const name = requireName(validate(paramsSchema, params).name);
    return await getSignalDetail(name, context.db, context.clock());
  });
};
