import { getConsumer } from '../../../consumers/list.ts';
import { requireSelf } from '../../../consumers/permission.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { consumerParamsSchema } from './params.ts';

/** `GET /v1/consumers/{name}`: a consumer with its keys; a key sees its own consumer. */
export const registerConsumer: RegisterRoute = (server, { context }) => {
  server.get(
    '/v1/consumers/:name',
    { config: { scope: 'any-key' } },
    async ({ params, principal }) => {
      const { name } = validate(consumerParamsSchema, params);
      requireSelf(principal, name);
      return await getConsumer(context.db, name, context.clock());
    },
  );
};
