import { addVersionRequestSchema } from '../../../contracts/signals-api.ts';
import { addVersion } from '../../../releases/recipes/add-version.ts';
import { parseNewVersion } from '../../../releases/recipes/parse-version.ts';
import { addedVersionOf } from '../../added-version.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { signalInPath } from './signal-in-path.ts';

/** `POST /v1/signals/{name}/versions`: adds a version that a model makes. */
export const registerAddVersion: RegisterRoute = (server, { context }) => {
  server.post('/v1/signals/:name/versions', async ({ params, body }) => {
    const name = signalInPath(params);
    const { version, model, pooling, owner, meaning } = validate(addVersionRequestSchema, body);
    const wanted = {
      ...parseNewVersion(`${name}@${version}`),
      model,
      ...(pooling !== undefined && { pooling }),
      ...(owner !== undefined && { owner }),
      ...(meaning !== undefined && { meaning }),
    };
    const { db, clock, home } = context;
    const recipe = await addVersion(wanted, 'console', { db, clock, modelsDir: home.models });
    return addedVersionOf(recipe);
  });
};
