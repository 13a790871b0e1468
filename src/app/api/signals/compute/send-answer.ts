import type { FastifyReply } from 'fastify';
import { vectorHeaders, vectorType } from '../../../../contracts/lookup.ts';
import { vectorOf, wholeOf, type OnlineValue } from '../../../../extraction/online/answer.ts';
import type { AskedVector } from '../../../../retrieval/lookup/asked-vector.ts';
import { matrixOf } from '../../../../retrieval/lookup/vectors.ts';
import { problem, sendProblem } from '../../problem.ts';

/**
 * The vector of the content as a whole: float32, little-endian, as a look-up of one item gives it;
 * of NaN where the version abstained.
 */
export async function sendVector(
  reply: FastifyReply,
  { ref, dims }: AskedVector,
  value: OnlineValue | undefined,
): Promise<void> {
  if (wholeOf(value?.entry)?.status === 'failed') {
    const detail = `${ref} could not be computed; the log of the server says why. Try again.`;
    await sendProblem(reply, problem(503, 'failed', detail));
    return;
  }
  await reply
    .headers({
      [vectorHeaders.signal]: ref,
      [vectorHeaders.rows]: 1,
      [vectorHeaders.dims]: dims,
      'x-understory-models': Object.entries(value?.entry?.models ?? {})
        .map(([name, digest]) => `${name}=${digest}`)
        .join(', '),
      'x-understory-cached': value?.cached ?? 'no',
    })
    .type(vectorType)
    .send(matrixOf([vectorOf(value?.entry)], dims));
}
