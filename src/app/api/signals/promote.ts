import { promoteRequestSchema } from '../../../contracts/jobs.ts';
import { resolveVersion } from '../../../extraction/versions/resolve.ts';
import { readVersions } from '../../../extraction/versions/versions.ts';
import { promote } from '../../../releases/promote.ts';
import { promotionOf } from '../../promotion.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { signalInPath } from './signal-in-path.ts';

/** `POST /v1/signals/{name}/promote`: makes a version the live one. */
export const registerPromote: RegisterRoute = (server, { context }) => {
  server.post('/v1/signals/:name/promote', async ({ params, body }) => {
    const name = signalInPath(params);
    const { version, acceptBroken } = validate(promoteRequestSchema, body);
    const ref = resolveVersion(`${name}@${version}`, await readVersions(context.db));
    const options = await promotionOf(ref, 'console', acceptBroken, context);
    return await promote(ref, options, context);
  });
};
