import { setTimeout as sleep } from 'node:timers/promises';

/** Whether something is done within so many milliseconds; it goes on where it is not. */
export async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  const late = sleep(ms, false, { signal: timer.signal }).catch(() => false);
  const done = work.then(() => true);
  try {
    return await Promise.race([done, late]);
  } finally {
    timer.abort();
  }
}
