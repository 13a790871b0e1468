import type { FastifyReply, FastifyRequest } from 'fastify';
import { readsOfAnswer } from '../../../consumers/ledger/reads-of-answer.ts';
import { usualDeadlineMs } from '../../../contracts/online.ts';
import { Refused } from '../../../extraction/online/refused.ts';
import { readVersions } from '../../../extraction/versions/versions.ts';
import { matchAds, type AdsOptions, type AdsPlace } from '../../../surfaces/ads/match.ts';
import type { AdsQuery } from '../../../surfaces/ads/query.ts';
import type { ApiContext } from '../route.ts';
import { arrivalOf, sendRefusal } from '../signals/compute/entrance.ts';

/**
 * Answers a match that came by the entrance: its ads, or why there is no room for it now. What it was
 * found and judged by is in the ledger before.
 */
export async function answerMatch(
  request: FastifyRequest,
  reply: FastifyReply,
  asked: { readonly query: AdsQuery; readonly options: AdsOptions },
  place: AdsPlace,
  { context, workshop, ledger }: Pick<ApiContext, 'context' | 'workshop' | 'ledger'>,
): Promise<FastifyReply> {
  const { at, gone } = arrivalOf(request);
  const versions = await readVersions(context.db);
  const { online } = workshop;
  const asking = { online, versions, deadline: at + usualDeadlineMs, signal: gone };
  try {
    const found = await matchAds(asked.query, asked.options, asking, place);
    const reads = readsOfAnswer(found.versions, found.results.length);
    await ledger.record(request.principal.consumer, reads);
    return await reply.send(found);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await sendRefusal(reply, error.refusal);
    return reply;
  }
}
