import { inputError } from '../../../base/errors.ts';
import {
  searchRequestSchema,
  type SearchRequest,
  type SearchResults,
} from '../../../contracts/api.ts';
import { searchByItem, searchByText, type Searcher } from '../../../retrieval/search.ts';
import { readsOfAnswer } from '../../../consumers/ledger/reads-of-answer.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { filtersIn } from './filters-in.ts';

/** `POST /v1/search`: by words, or like an item or a part of its picture. */
export const registerSearch: RegisterRoute = (server, { context, workshop, ledger }) => {
  const searcher = { stores: context, pools: workshop.online.pools };
  server.post('/v1/search', { config: { scope: 'search' } }, async ({ body, principal }) => {
    const request = validate(searchRequestSchema, body);
    const found = await answer(request, searcher);
    await ledger.record(principal.consumer, readsOfAnswer(found.versions, found.results.length));
    return found;
  });
};

async function answer(
  { text, item, box, limit, unsafe, explain, ...filters }: SearchRequest,
  searcher: Searcher,
): Promise<SearchResults> {
  const options = { limit, unsafe, explain, filters: filtersIn(filters) };
  if (text !== undefined && item === undefined) {
    return await searchByText(text, options, searcher);
  }
  if (item !== undefined && text === undefined) {
    return await searchByItem(item, box, options, searcher);
  }
  throw inputError('one-query', 'Expected either text or item to search with.');
}
