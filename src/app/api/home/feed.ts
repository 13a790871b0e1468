import { readsOfAnswer } from '../../../consumers/ledger/reads-of-answer.ts';
import { homeQuerySchema } from '../../../contracts/home.ts';
import { homeFeed } from '../../../surfaces/home/home.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { userParamsSchema } from './params.ts';

/** `GET /v1/home/{user}`: a page of a person's feed; of somebody unknown as well. */
export const registerHome: RegisterRoute = (server, { context, ledger, userModels }) => {
  server.get(
    '/v1/home/:user',
    { config: { scope: 'home' } },
    async ({ params, query, principal }) => {
      const { user } = validate(userParamsSchema, params);
      const options = validate(homeQuerySchema, query);
      const feed = await homeFeed(user, options, { stores: context, models: userModels });
      await ledger.record(principal.consumer, readsOfAnswer(feed.versions, feed.results.length));
      return feed;
    },
  );
};
