import { computeAnswerSchema } from '../../src/contracts/online.ts';
import type { ComputeAnswer } from '../../src/contracts/online.ts';
import { request } from './request.ts';

/** Signals to compute of a picture. */
export interface Computation {
  readonly picture: Blob;
  readonly signals: readonly string[];
  readonly deadlineMs: number;
}

export interface Computed {
  readonly answer: ComputeAnswer;
  /** From sending to the whole answer, as this browser saw it. */
  readonly roundTripMs: number;
}

export function computePath({ signals, deadlineMs }: Omit<Computation, 'picture'>): string {
  return `/v1/signals?signals=${signals.join(',')}&deadlineMs=${deadlineMs}`;
}

/** Throws an ApiError, as where the server is overloaded. */
export async function computeSignals(wanted: Computation): Promise<Computed> {
  const begun = performance.now();
  const answer = await request(computePath(wanted), computeAnswerSchema, {
    method: 'POST',
    headers: { 'content-type': wanted.picture.type || 'application/octet-stream' },
    body: wanted.picture,
  });
  return { answer, roundTripMs: performance.now() - begun };
}
