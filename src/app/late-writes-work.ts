import { messageOf } from '../base/errors.ts';
import { repeat } from '../base/repeat.ts';
import { settleNotedWrites } from '../extraction/late-writes.ts';
import type { AppContext } from './context.ts';

const everyMs = 60_000;

/**
 * Takes back, now and every minute, what processes that died wrote too late. Gives what ends that,
 * once what was begun is done.
 */
export function startSettlingLateWrites(
  context: Pick<AppContext, 'db' | 'signals' | 'clock' | 'log'>,
): () => Promise<void> {
  const settle = async () => {
    const count = await settleNotedWrites(context);
    if (count > 0) context.log.info({ count }, 'looked after writes that were not committed');
  };
  return repeat(everyMs, settle, (error) =>
    context.log.warn({ error: messageOf(error) }, 'cannot look after late writes yet'),
  );
}
