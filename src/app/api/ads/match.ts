import { inputError } from '../../../base/errors.ts';
import { adsMatchRequestSchema, type AdsMatchRequest } from '../../../contracts/ads.ts';
import type { AdsQuery } from '../../../surfaces/ads/query.ts';
import type { RegisterRoute } from '../route.ts';
import { enter, timedBody } from '../signals/compute/entrance.ts';
import { validate } from '../validate.ts';
import { answerMatch } from './answer-match.ts';
import { adsPlaceOf } from './place.ts';

/** `POST /v1/ads/match`: the ads for an item, or for words. */
export const registerAdsMatch: RegisterRoute = (server, api) => {
  const place = adsPlaceOf(api.context);
  server.post(
    '/v1/ads/match',
    {
      config: { scope: 'search' },
      onRequest: (request, reply) => enter(request, reply, api.workshop.online),
      preParsing: async (_request, _reply, body) => timedBody(body),
    },
    async (request, reply) => {
      const asked = validate(adsMatchRequestSchema, request.body);
      const { facet, minQuality, maxQuality, ...options } = asked;
      const filters = { facet, minQuality, maxQuality };
      const match = { query: queryOf(asked), options: { ...options, filters } };
      return await answerMatch(request, reply, match, place, api);
    },
  );
};

/** @throws input `one-query` */
function queryOf({ item, text }: AdsMatchRequest): AdsQuery {
  if (item !== undefined && text === undefined) return { item };
  if (item === undefined && text !== undefined) return { text };
  throw inputError(
    'one-query',
    'Expected either item or text to find ads for; for a picture: POST /v1/ads/match/image.',
  );
}
