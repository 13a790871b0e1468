import { clientGone, deadlinePassed, type Refusal } from './refusal.ts';

/** Who waits for something, and for how long. */
export interface Asker {
  /** Of `performance.now()`. */
  readonly deadline: number;
  /** Aborted when whoever asked is gone. */
  readonly signal?: AbortSignal;
}

export interface Patience {
  /** Settled when the asker waits no longer, at its deadline or when it is gone, with what it is told. */
  readonly refusal: Promise<Refusal>;
  /** To be called when the wait is over. */
  end(): void;
}

/** When asking again may help, where it took too long this time. */
const retryAfterMs = 1000;

export function createPatience({ deadline, signal }: Asker, now: () => number): Patience {
  const ended = new AbortController();
  const refusal = new Promise<Refusal>((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    // A timer counts from when the event loop last looked at the clock, and so may be early.
    const wait = () => {
      const left = deadline - now();
      if (left <= 0) resolve(deadlinePassed(retryAfterMs));
      else timer = setTimeout(wait, Math.ceil(left));
    };
    wait();
    ended.signal.addEventListener('abort', () => clearTimeout(timer));
    if (signal?.aborted) resolve(clientGone);
    signal?.addEventListener('abort', () => resolve(clientGone), { signal: ended.signal });
  });
  return { refusal, end: () => ended.abort() };
}
