/** A signal that aborts with its parents or after a while; released when what it is for is over. */
export interface AbortScope {
  readonly signal: AbortSignal;
  /** Whether its time was up. */
  readonly isOverdue: () => boolean;
  /** Starts its time anew. */
  readonly extend: () => void;
  readonly abort: (reason?: unknown) => void;
  readonly release: () => void;
}

/** `AbortSignal.any` keeps what it made as long as its parents live; these may live for ever. */
export function abortScope(parent: AbortSignal | undefined, timeoutMs: number): AbortScope {
  const controller = new AbortController();
  let overdue = false;
  const abort = (reason?: unknown) => {
    controller.abort(reason);
  };
  const begin = () =>
    setTimeout(() => {
      overdue = true;
      abort();
    }, timeoutMs);
  const follow = () => {
    abort(parent?.reason);
  };
  let timer = begin();
  if (parent?.aborted) follow();
  parent?.addEventListener('abort', follow);
  return {
    signal: controller.signal,
    isOverdue: () => overdue,
    extend() {
      clearTimeout(timer);
      timer = begin();
    },
    abort,
    release() {
      clearTimeout(timer);
      parent?.removeEventListener('abort', follow);
    },
  };
}

/** Waits. @throws The reason of `signal` as soon as it aborts. */
export async function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
  signal?.throwIfAborted();
}
