import { keptDaysOf, pruneDaily } from '../../changes/prune-daily.ts';
import { startWebhookSender } from '../../consumers/webhooks/sender.ts';
import type { AppContext } from '../context.ts';

/**
 * What a server does with the log of changes besides showing it: sends to webhooks, and forgets
 * what is old. Gives what ends that.
 *
 * @throws input `changes-days`
 */
export function startChangeWork(
  context: AppContext,
  environment: NodeJS.ProcessEnv = process.env,
): () => Promise<void> {
  const days = keptDaysOf(environment);
  const sender = startWebhookSender(context);
  const stopPruning = pruneDaily(context, days);
  return async () => {
    await sender.stop();
    await stopPruning();
  };
}
