import { readsOfAnswer } from '../../../consumers/ledger/reads-of-answer.ts';
import { showInterests } from '../../../surfaces/home/interests.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { userParamsSchema } from './params.ts';

/** `GET /v1/home/{user}/interests`: what a person is interested in, as far as events tell. */
export const registerInterests: RegisterRoute = (server, { context, ledger, userModels }) => {
  server.get(
    '/v1/home/:user/interests',
    { config: { scope: 'home' } },
    async ({ params, principal }) => {
      const { user } = validate(userParamsSchema, params);
      const shown = await showInterests(user, { stores: context, models: userModels });
      const items = shown.interests.reduce((sum, { size }) => sum + size, 0);
      await ledger.record(principal.consumer, readsOfAnswer(shown.versions, items));
      return shown;
    },
  );
};
