import type { RefusalReason } from '../../contracts/live.ts';

/** Why nothing is computed, and when asking again may help. An expected outcome, so no error. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  readonly retryAfterMs: number;
  readonly message: string;
}

export function overloaded(waitMs: number, boundMs: number): Refusal {
  return {
    kind: 'refused',
    reason: 'overloaded',
    retryAfterMs: Math.max(1, waitMs - boundMs / 2),
    message:
      `This would wait for about ${Math.ceil(waitMs)} ms, and may for ${Math.floor(boundMs)} ms: ` +
      'more is asked for than can be computed. Ask again later, or take degraded answers (degraded=stale,absent).',
  };
}

export function deadlinePassed(retryAfterMs: number): Refusal {
  return {
    kind: 'refused',
    reason: 'deadline-passed',
    retryAfterMs,
    message:
      'It was not computed by the deadline of the request. Give it longer (deadlineMs), or ask for fewer signals.',
  };
}

/** The client is no longer there to be told. */
export const clientGone: Refusal = {
  kind: 'refused',
  reason: 'gone',
  retryAfterMs: 0,
  message: 'The client closed its connection before the answer.',
};
