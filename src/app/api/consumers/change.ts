import { changeConsumer } from '../../../consumers/change.ts';
import { getConsumer } from '../../../consumers/list.ts';
import { consumerChangeSchema } from '../../../contracts/consumers.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { consumerParamsSchema } from './params.ts';

/** `PATCH /v1/consumers/{name}`: changes what is given; `signals` replaces all it declared. */
export const registerChangeConsumer: RegisterRoute = (server, { context }) => {
  server.patch('/v1/consumers/:name', async ({ params, body }) => {
    const { name } = validate(consumerParamsSchema, params);
    await changeConsumer(context.db, name, validate(consumerChangeSchema, body));
    return await getConsumer(context.db, name, context.clock());
  });
};
