import { z } from 'zod';
import { rotateKey } from '../../../consumers/keys/rotate.ts';
import { rotationSchema } from '../../../contracts/consumers.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

const paramsSchema = z.object({ id: z.string().max(100) });

/** `POST /v1/keys/{id}/rotate`: the owner replaces a key by a new one that lasts as long again. */
export const registerRotateKeyByOwner: RegisterRoute = (server, { context }) => {
  server.post('/v1/keys/:id/rotate', async ({ params, body, principal }, reply) => {
    const { id } = validate(paramsSchema, params);
    const rotation = validate(rotationSchema, body ?? {});
    const issued = await rotateKey(context.db, id, principal, rotation, context.clock());
    void reply.code(201);
    return issued;
  });
};
