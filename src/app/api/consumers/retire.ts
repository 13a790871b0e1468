import { getConsumer } from '../../../consumers/list.ts';
import { retireConsumer } from '../../../consumers/retire.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { consumerParamsSchema } from './params.ts';

/** `DELETE /v1/consumers/{name}`: retires it, with all its keys; the ledger keeps what it read. */
export const registerRetireConsumer: RegisterRoute = (server, { context }) => {
  server.delete('/v1/consumers/:name', async ({ params }) => {
    const { name } = validate(consumerParamsSchema, params);
    await retireConsumer(context.db, name, context.clock());
    return await getConsumer(context.db, name, context.clock());
  });
};
