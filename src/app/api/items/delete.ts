import { z } from 'zod';
import { deleteItemSchema } from '../../../contracts/deletions.ts';
import { beginDeletion } from '../../../extraction/deletion/begin.ts';
import { findDeletion } from '../../../extraction/deletion/deletion-view.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

const paramsSchema = z.object({ id: z.string().min(1).max(1024) });

/**
 * `DELETE /v1/items/{id}` with `{"reason", "gone"}`, both of which may be left out: answers 202 with
 * the deletion. The item is gone from the catalogue by then; `/v1/deletions/{id}` says when nothing
 * is left of it anywhere.
 */
export const registerDeleteItem: RegisterRoute = (server, { context }) => {
  server.delete('/v1/items/:id', async ({ params, body, principal }, reply) => {
    const { id } = validate(paramsSchema, params);
    const { reason, gone } = validate(deleteItemSchema, body ?? {});
    const deletion = await beginDeletion(id, { by: principal.consumer, reason, gone }, context);
    return await reply.code(202).send(await findDeletion(context.db, deletion));
  });
};
