import { z } from 'zod';
import { revokeKey } from '../../../consumers/keys/revoke.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

const paramsSchema = z.object({ id: z.string().max(100) });

/** `DELETE /v1/keys/{id}`: ends a key at once. */
export const registerRevokeKey: RegisterRoute = (server, { context }) => {
  server.delete('/v1/keys/:id', async ({ params }) => {
    return await revokeKey(context.db, validate(paramsSchema, params).id, context.clock());
  });
};
