import { inputError } from '../../../base/errors.ts';
import { searchRequestSchema } from '../../../contracts/api.ts';
import { searchByItem, searchByText } from '../../../retrieval/search.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

/** `POST /v1/search`: by words, or like an item or a part of its picture. */
export const registerSearch: RegisterRoute = (server, { context, workshop }) => {
  const searcher = { stores: context, pools: workshop.pools };
  server.post('/v1/search', { config: { scope: 'search' } }, async ({ body }) => {
    const { text, item, box, limit, unsafe } = validate(searchRequestSchema, body);
    if (text !== undefined && item === undefined) {
      return await searchByText(text, { limit, unsafe }, searcher);
    }
    if (item !== undefined && text === undefined) {
      return await searchByItem(item, box, { limit, unsafe }, searcher);
    }
    throw inputError('one-query', 'Expected either text or item to search with.');
  });
};
