import { z } from 'zod';
import { inputError } from '../../../base/errors.ts';
import { boxSchema } from '../../../contracts/box.ts';
import { searchByPicture } from '../../../retrieval/search.ts';
import { readsOfAnswer } from '../../../consumers/ledger/reads-of-answer.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { filterQuerySchema, filtersIn } from './filters-in.ts';

/** The largest picture to search with. */
const maxBytes = 32 * 1024 * 1024;

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
  limit: z.coerce.number().int().min(1).max(500).default(48),
});

/** `POST /v1/search/image?box=x,y,w,h`: by a picture, which is the body. */
export const registerSearchImage: RegisterRoute = (server, { context, workshop, ledger }) => {
  const searcher = { stores: context, pools: workshop.online.pools };
  server.post(
    '/v1/search/image',
    { bodyLimit: maxBytes, config: { scope: 'search' } },
    async ({ query, body, principal }) => {
      const { box, limit, unsafe, explain, ...filters } = validate(querySchema, query);
      if (!(body instanceof Uint8Array) || body.byteLength === 0) {
        throw inputError(
          'no-picture',
          'Expected the bytes of a picture as the body, with a content type of image/….',
        );
      }
      const found = await searchByPicture(
        { bytes: body, ...(box && { box }) },
        { limit, unsafe, explain, filters: filtersIn(filters) },
        searcher,
      );
      await ledger.record(principal.consumer, readsOfAnswer(found.versions, found.results.length));
      return found;
    },
  );
};
