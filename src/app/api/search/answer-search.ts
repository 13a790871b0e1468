import type { FastifyReply, FastifyRequest } from 'fastify';
import { readsOfAnswer } from '../../../consumers/ledger/reads-of-answer.ts';
import { Refused } from '../../../extraction/online/refused.ts';
import type { SearchOptions, SearchPart } from '../../../surfaces/search/query.ts';
import { search } from '../../../surfaces/search/search.ts';
import type { ApiContext } from '../route.ts';
import { arrivalOf, sendRefusal } from '../signals/compute/entrance.ts';

/** A query that could not be embedded by then is not waited for. */
const searchDeadlineMs = 30_000;

/**
 * Answers a search that came by the entrance: its results, or why there is no room for it now. What
 * it was found by is in the ledger before.
 */
export async function answerSearch(
  request: FastifyRequest,
  reply: FastifyReply,
  query: { readonly parts: readonly SearchPart[]; readonly options: SearchOptions },
  { context, workshop, ledger }: Pick<ApiContext, 'context' | 'workshop' | 'ledger'>,
): Promise<FastifyReply> {
  const { at, gone } = arrivalOf(request);
  const searcher = {
    stores: context,
    online: workshop.online,
    deadline: at + searchDeadlineMs,
    signal: gone,
  };
  try {
    const found = await search(query.parts, query.options, searcher);
    const reads = readsOfAnswer(found.versions, found.results.length);
    await ledger.record(request.principal.consumer, reads);
    return await reply.send(found);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await sendRefusal(reply, error.refusal);
    return reply;
  }
}
