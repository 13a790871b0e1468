import { messageOf } from '../base/errors.ts';
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
    try {
      const count = await settleNotedWrites(context);
      if (count > 0) context.log.info({ count }, 'looked after writes that were not committed');
    } catch (error) {
      context.log.warn({ error: messageOf(error) }, 'cannot look after late writes yet');
    }
  };
  let settling = settle();
  const timer = setInterval(() => {
    settling = settling.then(settle);
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await settling;
  };
}
