import { readVersions } from '../../../extraction/versions/versions.ts';
import { encodersFor } from '../../../releases/recipes/encoders-for.ts';
import { requireRecipeSignal } from '../../../releases/recipes/parse-version.ts';
import type { RegisterRoute } from '../route.ts';
import { signalInPath } from './signal-in-path.ts';

/** `GET /v1/signals/{name}/encoders`: the models that can make a version of it. */
export const registerEncoders: RegisterRoute = (server, { context: { db, home } }) => {
  server.get('/v1/signals/:name/encoders', async ({ params }) => {
    const signal = requireRecipeSignal(signalInPath(params));
    return await encodersFor(signal, await readVersions(db), home.models);
  });
};
