import { rollback } from '../../../releases/rollback.ts';
import type { RegisterRoute } from '../route.ts';
import { signalInPath } from './signal-in-path.ts';

/** `POST /v1/signals/{name}/rollback`: undoes the last promotion. */
export const registerRollback: RegisterRoute = (server, { context }) => {
  server.post('/v1/signals/:name/rollback', async ({ params }) => {
    return await rollback(signalInPath(params), 'console', context);
  });
};
