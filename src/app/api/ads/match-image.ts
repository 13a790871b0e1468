import { inputError } from '../../../base/errors.ts';
import { adsPictureQuerySchema } from '../../../contracts/ads.ts';
import { mostPictureBytes } from '../../../contracts/online.ts';
import { heldPicture } from '../../../extraction/online/content.ts';
import type { RegisterRoute } from '../route.ts';
import { enter, timedBody } from '../signals/compute/entrance.ts';
import { validate } from '../validate.ts';
import { answerMatch } from './answer-match.ts';
import { adsPlaceOf } from './place.ts';

/** `POST /v1/ads/match/image?text=`: the ads for a picture, which is the body, and its words. */
export const registerAdsMatchImage: RegisterRoute = (server, api) => {
  const place = adsPlaceOf(api.context);
  server.post(
    '/v1/ads/match/image',
    {
      bodyLimit: mostPictureBytes,
      config: { scope: 'search' },
      onRequest: (request, reply) => enter(request, reply, api.workshop.online),
      preParsing: async (_request, _reply, body) => timedBody(body),
    },
    async (request, reply) => {
      const { body, query: address } = request;
      const { text, facet, minQuality, maxQuality, ...options } = validate(
        adsPictureQuerySchema,
        address,
      );
      if (!(body instanceof Uint8Array) || body.byteLength === 0) {
        throw inputError(
          'no-picture',
          'Expected the bytes of a picture as the body, with a content type of image/….',
        );
      }
      const query = { text, picture: heldPicture(body, 'the body') };
      const match = { query, options: { ...options, filters: { facet, minQuality, maxQuality } } };
      return await answerMatch(request, reply, match, place, api);
    },
  );
};
