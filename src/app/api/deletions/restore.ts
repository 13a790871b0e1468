import { restoreItemSchema } from '../../../contracts/deletions.ts';
import { liftTombstone } from '../../../extraction/deletion/tombstones.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

/** `POST /v1/deletions/restore` with `{"item"}`: lets a deleted item be read again. */
export const registerRestore: RegisterRoute = (server, { context: { db, clock } }) => {
  server.post('/v1/deletions/restore', async ({ body, principal }, reply) => {
    const { item } = validate(restoreItemSchema, body);
    await liftTombstone(db, item, principal.consumer, clock());
    return await reply.code(204).send();
  });
};
