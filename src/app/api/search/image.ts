import { z } from 'zod';
import { inputError } from '../../../base/errors.ts';
import { boxSchema } from '../../../contracts/box.ts';
import { mostPictureBytes } from '../../../contracts/online.ts';
import { clipBox } from '../../../retrieval/clip-box.ts';
import { pictureOf } from '../../../surfaces/search/parts-of.ts';
import type { RegisterRoute } from '../route.ts';
import { enter, timedBody } from '../signals/compute/entrance.ts';
import { validate } from '../validate.ts';
import { answerSearch } from './answer-search.ts';
import { filterQuerySchema, filtersIn } from './filters-in.ts';

const querySchema = filterQuerySchema.extend({
  box: z
    .string()
    .transform((text) => {
      const numbers = text.split(',').map(Number);
      const [x, y, width, height] = numbers;
      return numbers.length === 4 ? { x, y, width, height } : undefined;
    })
    .pipe(boxSchema)
    .optional(),
  unsafe: z.stringbool().default(false),
  copies: z.stringbool().default(false),
  limit: z.coerce.number().int().min(1).max(500).default(48),
});

/** `POST /v1/search/image?box=x,y,w,h`: by a picture, which is the body. */
export const registerSearchImage: RegisterRoute = (server, api) => {
  const { online } = api.workshop;
  server.post(
    '/v1/search/image',
    {
      bodyLimit: mostPictureBytes,
      config: { scope: 'search' },
      onRequest: (request, reply) => enter(request, reply, online),
      preParsing: async (_request, _reply, body) => timedBody(body),
    },
    async (request, reply) => {
      const { body } = request;
      const { box, limit, unsafe, copies, explain, ...filters } = validate(
        querySchema,
        request.query,
      );
      if (!(body instanceof Uint8Array) || body.byteLength === 0) {
        throw inputError(
          'no-picture',
          'Expected the bytes of a picture as the body, with a content type of image/….',
        );
      }
      const parts = [pictureOf(body, 1, box && clipBox(box), 'the body')];
      const options = { limit, unsafe, copies, explain, filters: filtersIn(filters) };
      return await answerSearch(request, reply, { parts, options }, api);
    },
  );
};
