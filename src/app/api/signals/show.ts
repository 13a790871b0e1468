import { getSignalDetail } from '../../../retrieval/signals/detail.ts';
import type { RegisterRoute } from '../route.ts';
import { signalInPath } from './signal-in-path.ts';

/**
 * `GET /v1/signals/{name}`: the contract of each version, its checks with failing examples, and its
 * lineage. For the owner: the examples are of items that a key may not read.
 */
export const registerSignal: RegisterRoute = (server, { context }) => {
  server.get('/v1/signals/:name', async ({ params }) => {
    const name = signalInPath(params);
    return await getSignalDetail(name, context.db, context.clock());
  });
};
