import { messageOf } from '../base/errors.ts';
import { repeat } from '../base/repeat.ts';
import { listExtracted } from '../extraction/read/runs.ts';
import type { AppContext } from './context.ts';

/** Of a stream of posted items: what is of the whole catalogue is done for all that have come. */
const everyMs = 15_000;

/**
 * Sees to it, now and every few seconds, that runs end whose last shard did not end them: those of
 * posted items, for whose end nobody waits, and those whose process died in between. Gives what ends
 * that.
 */
export function startCompleting(
  { db, log }: Pick<AppContext, 'db' | 'log'>,
  complete: (run: string) => Promise<void>,
): () => Promise<void> {
  const look = async () => {
    // One completion ends all of them.
    const [first] = await listExtracted(db);
    if (first !== undefined) await complete(first);
  };
  return repeat(everyMs, look, (error) =>
    log.warn({ error: messageOf(error) }, 'cannot look for runs to complete yet'),
  );
}
