import { describeReaders } from '../../../consumers/ledger/describe.ts';
import { ledgerQuerySchema } from '../../../contracts/consumers.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { signalInPath } from './signal-in-path.ts';

/** `GET /v1/signals/{name}/readers?days=&step=&version=`: who read it, when last, how much. */
export const registerReaders: RegisterRoute = (server, { context }) => {
  server.get('/v1/signals/:name/readers', async ({ params, query }) => {
    const signal = signalInPath(params);
    const { days, step, version } = validate(ledgerQuerySchema, query);
    const period = { days, now: context.clock() };
    return await describeReaders(context.db, { signal, version }, step, period);
  });
};
