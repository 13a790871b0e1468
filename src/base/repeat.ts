import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does something now and again, each time so long after the last was done, until what it gives is
 * called; that waits for what was begun.
 *
 * @param failed Told of what was thrown, after which it goes on.
 */
export function repeat(
  everyMs: number,
  act: () => Promise<void>,
  failed: (error: unknown) => void,
): () => Promise<void> {
  const stop = new AbortController();
  const loop = async () => {
    while (!stop.signal.aborted) {
      await act().catch(failed);
      await sleep(everyMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  };
  const looping = loop();
  return async () => {
    stop.abort();
    await looping;
  };
}
