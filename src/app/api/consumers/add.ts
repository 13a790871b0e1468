import { getConsumer } from '../../../consumers/list.ts';
import { registerConsumer } from '../../../consumers/register.ts';
import { newConsumerSchema } from '../../../contracts/consumers.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

/** `POST /v1/consumers`: registers who will read signals. */
export const registerAddConsumer: RegisterRoute = (server, { context }) => {
  server.post('/v1/consumers', async ({ body }, reply) => {
    const consumer = validate(newConsumerSchema, body);
    await registerConsumer(context.db, consumer, context.clock());
    void reply.code(201);
    return await getConsumer(context.db, consumer.name, context.clock());
  });
};
