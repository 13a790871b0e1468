import { retireRequestSchema } from '../../../contracts/jobs.ts';
import { resolveVersion } from '../../../extraction/versions/resolve.ts';
import { readVersions } from '../../../extraction/versions/versions.ts';
import { deprecate, drop, parseEndOfLife } from '../../../releases/retire-version.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { signalInPath } from './signal-in-path.ts';

/** Read in so many days, a version is not dropped. */
const unreadDays = 30;

/** `POST /v1/signals/{name}/deprecate` and `…/drop`: ends a version that is not live. */
export const registerRetire: RegisterRoute = (server, { context }) => {
  server.post('/v1/signals/:name/deprecate', async ({ params, body }) => {
    const name = signalInPath(params);
    const { version, end } = validate(retireRequestSchema, body);
    const ref = resolveVersion(`${name}@${version}`, await readVersions(context.db));
    const endOfLife = parseEndOfLife(end ?? '30d', context.clock());
    await deprecate(ref, endOfLife, context);
    return { ref, state: 'deprecated', endOfLife: new Date(endOfLife).toISOString() };
  });
  server.post('/v1/signals/:name/drop', async ({ params, body }) => {
    const name = signalInPath(params);
    const { version } = validate(retireRequestSchema, body);
    const ref = resolveVersion(`${name}@${version}`, await readVersions(context.db));
    await drop(ref, { days: unreadDays }, context);
    return { ref, state: 'dropped' };
  });
};
