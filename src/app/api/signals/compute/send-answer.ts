import type { FastifyReply } from 'fastify';
import { inputError } from '../../../../base/errors.ts';
import { vectorHeaders, vectorType } from '../../../../contracts/lookup.ts';
import type { SignalRef } from '../../../../contracts/signal-ref.ts';
import { dimensionsOf } from '../../../../contracts/vector.ts';
import { vectorOf, wholeOf, type OnlineValue } from '../../../../extraction/online/answer.ts';
import type { SignalRegistry } from '../../../../signals/registry.ts';
import { problem, sendProblem } from '../../problem.ts';

/** The one embedding that is asked for as bytes, with its dimensions. */
export interface AskedVector {
  readonly ref: SignalRef;
  readonly dims: number;
}

/** @throws input `one-signal`, `no-embedding` */
export function requireVector(
  asked: ReadonlyMap<string, SignalRef>,
  registry: SignalRegistry,
): AskedVector {
  const [ref, ...others] = new Set(asked.values());
  if (ref === undefined || others.length > 0) {
    throw inputError(
      'one-signal',
      `Expected one signal where a vector is asked for as bytes, got ${[...asked.keys()].join(', ')}.`,
    );
  }
  const { vector } = registry.schemaOf(ref).shape;
  const dims = vector === undefined ? undefined : dimensionsOf(vector);
  if (dims !== undefined) return { ref, dims };
  throw inputError(
    'no-embedding',
    `${ref} is no embedding: ask for its value as JSON (Accept: application/json).`,
  );
}

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
  const vector = vectorOf(value?.entry);
  const bytes = Buffer.alloc(dims * Float32Array.BYTES_PER_ELEMENT);
  for (let at = 0; at < dims; at += 1) bytes.writeFloatLE(vector?.[at] ?? Number.NaN, at * 4);
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
    .send(bytes);
}
