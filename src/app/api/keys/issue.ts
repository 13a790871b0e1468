import { issueKey } from '../../../consumers/keys/issue.ts';
import { newKeySchema } from '../../../contracts/consumers.ts';
import { consumerParamsSchema } from '../consumers/params.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

/** `POST /v1/consumers/{name}/keys`: a new key; its secret is in this answer and nowhere else. */
export const registerIssueKey: RegisterRoute = (server, { context }) => {
  server.post('/v1/consumers/:name/keys', async ({ params, body }, reply) => {
    const { name } = validate(consumerParamsSchema, params);
    const issued = await issueKey(context.db, name, validate(newKeySchema, body), context.clock());
    void reply.code(201);
    return issued;
  });
};
