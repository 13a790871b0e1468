import { setTimeout as wait } from 'node:timers/promises';
import { messageOf } from '../../../base/errors.ts';

const attempts = 20;

/**
 * Does a change of a Lance table again where a change by another process came between: Lance
 * retries most itself, but gives up on a fragment that was rewritten meanwhile.
 */
export async function untilCommitted<Value>(change: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await change();
    } catch (error) {
      if (attempt === attempts || !isConflict(error)) throw error;
      await wait(10 * attempt);
    }
  }
}

/** Lance gives its errors no code: they are told by what they say. */
function isConflict(error: unknown): boolean {
  return /commit conflict|conflicting|too much write contention|concurrent/iu.test(
    messageOf(error),
  );
}
