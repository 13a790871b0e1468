import { requireName } from '../../../extraction/versions/resolve.ts';
import { rollback } from '../../../releases/rollback.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { signalParamsSchema } from './backfill.ts';

/** `POST /v1/signals/{name}/rollback`: undoes the last promotion. */
export const registerRollback: RegisterRoute = (server, { context }) => {
  server.post('/v1/signals/:name/rollback', async ({ params }) => {
    const { name } = validate(signalParamsSchema, params);
    return await rollback(requireName(name), 'console', context);
  });
};
