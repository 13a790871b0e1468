import type { FastifyReply, FastifyRequest } from 'fastify';
import { requireSignal } from '../../../consumers/permission.ts';
import { vectorHeaders, vectorType, type LookupAnswer } from '../../../contracts/lookup.ts';
import { versionOf } from '../../../contracts/signal-ref.ts';
import { lookUp } from '../../../retrieval/lookup.ts';
import { planLookup } from '../../../retrieval/lookup/plan.ts';
import { createVectorsInJson } from '../../../retrieval/lookup/vectors-in-json.ts';
import { lookUpVectors } from '../../../retrieval/lookup/vectors.ts';
import type { ApiContext } from '../route.ts';

export interface LookupQuestion {
  readonly ids: readonly string[];
  readonly signals: readonly string[];
  readonly asOf?: string | undefined;
}

/**
 * Answers a look-up in the form that the request accepts, JSON or vectors as bytes. Whether its
 * key may read every version is asked before anything is read, and the ledger holds what was read
 * before it is sent.
 *
 * @param present The JSON that the route makes of the answer.
 */
export async function answerLookup(
  { principal, versions, headers, receivedAt }: FastifyRequest,
  reply: FastifyReply,
  { ids, signals, asOf }: LookupQuestion,
  {
    context,
    ledger,
    lookupTimes,
    copied,
  }: Pick<ApiContext, 'context' | 'ledger' | 'lookupTimes' | 'copied'>,
  present: (answer: LookupAnswer) => unknown,
): Promise<FastifyReply> {
  const plan = await planLookup(signals, asOf, context, versions);
  for (const ref of plan.refs.values()) {
    const { name, version } = versionOf(ref);
    requireSignal(principal, name, version);
  }
  const stores = { db: context.db, signals: copied };
  if (acceptsVectors(headers.accept)) {
    const { ref, rows, dims, bytes, reads } = await lookUpVectors(ids, plan, stores);
    await ledger.record(principal.consumer, reads);
    return await reply
      .headers({
        [vectorHeaders.signal]: ref,
        [vectorHeaders.rows]: rows,
        [vectorHeaders.dims]: dims,
      })
      .type(vectorType)
      .send(bytes);
  }
  const json = createVectorsInJson();
  const { answer, reads } = await lookUp(ids, plan, stores, json.place);
  const presented = present(answer);
  await ledger.record(principal.consumer, reads);
  // What contracts promise is of one item as it is now.
  if (ids.length === 1 && asOf === undefined) {
    lookupTimes.record(plan.refs.values(), performance.now() - receivedAt);
  }
  return await reply.type(jsonType).send(json.bytesOf(presented));
}

const jsonType = 'application/json; charset=utf-8';

/** Whether bytes are asked for in place of JSON. */
export function acceptsVectors(accept: string | undefined): boolean {
  return (accept ?? '')
    .split(',')
    .some((range) => range.split(';', 1)[0]?.trim().toLowerCase() === vectorType);
}
