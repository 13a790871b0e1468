interface Waiter<Answer> {
  readonly resolve: (answer: Answer | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Finds many things at once; the map lacks those that are not there. */
export type Load<Answer> = (
  ids: readonly string[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, Answer>>;

/** Ids asked for within a short while, answered by one request. */
export interface Batch<Answer> {
  /** @throws The reason of `signal` as soon as it aborts; the error of the request. */
  find(id: string, signal: AbortSignal | undefined): Promise<Answer | undefined>;
}

/** @param onSend Called when nothing can be added any more. */
export function createBatch<Answer>(
  { delayMs, size }: { readonly delayMs: number; readonly size: number },
  load: Load<Answer>,
  onSend: () => void,
): Batch<Answer> {
  const waiters = new Map<string, Set<Waiter<Answer>>>();
  const controller = new AbortController();
  let isSent = false;

  const settle = (tell: (waiter: Waiter<Answer>, id: string) => void) => {
    for (const [id, waiting] of waiters) for (const waiter of waiting) tell(waiter, id);
  };
  const send = () => {
    clearTimeout(timer);
    isSent = true;
    onSend();
    if (waiters.size === 0) return;
    load([...waiters.keys()], controller.signal).then(
      (answers) => {
        settle(({ resolve }, id) => {
          resolve(answers.get(id));
        });
      },
      (error: unknown) => {
        settle(({ reject }) => {
          reject(error);
        });
      },
    );
  };
  const timer = setTimeout(send, delayMs);

  const leave = (id: string, waiter: Waiter<Answer>) => {
    const waiting = waiters.get(id);
    waiting?.delete(waiter);
    if (waiting?.size === 0) waiters.delete(id);
    // What nobody waits for any more need not be answered.
    if (isSent && waiters.size === 0) controller.abort();
  };

  return {
    async find(id, signal) {
      signal?.throwIfAborted();
      return await new Promise<Answer | undefined>((resolve, reject) => {
        const abort = () => {
          leave(id, waiter);
          reject(signal?.reason);
        };
        const waiter: Waiter<Answer> = {
          resolve(answer) {
            signal?.removeEventListener('abort', abort);
            resolve(answer);
          },
          reject(error) {
            signal?.removeEventListener('abort', abort);
            reject(error);
          },
        };
        signal?.addEventListener('abort', abort);
        waiters.set(id, (waiters.get(id) ?? new Set()).add(waiter));
        if (waiters.size >= size) send();
      });
    },
  };
}
