import type { Command } from 'commander';
import { listDeadLetters } from '../../../../consumers/webhooks/dead-letters.ts';
import { getWebhook, listWebhooks } from '../../../../consumers/webhooks/get-webhook.ts';
import type { MadeWebhook, Webhook } from '../../../../contracts/webhooks.ts';
import { table, type Output } from '../../output.ts';
import { withContext } from '../../session.ts';

/** `webhooks [list]` and `webhooks show`. */
export function registerLooking(webhooks: Command): void {
  webhooks
    .command('list', { isDefault: true })
    .description('every webhook and how it goes')
    .action(async (_options: unknown, command: Command) => {
      await withContext(command, async ({ db }, output) => {
        const listed = await listWebhooks(db, undefined);
        output.object({ webhooks: listed });
        if (listed.length === 0) {
          output.line(
            'No webhooks yet: `understory webhooks add CONSUMER --url ADDRESS` makes one.',
          );
          return;
        }
        const rows = listed.map(({ id, consumer, state, deadLetters, url }) => [
          id,
          consumer,
          state,
          deadLetters,
          url,
        ]);
        output.line(table([['webhook', 'consumer', 'state', 'dead letters', 'to'], ...rows]));
      });
    });
  webhooks
    .command('show')
    .argument('<id>', 'a webhook')
    .description('one webhook and the events that it did not take')
    .action(async (id: string, _options: unknown, command: Command) => {
      await withContext(command, async ({ db }, output) => {
        const webhook = await getWebhook(db, id, undefined);
        const dead = await listDeadLetters(db, webhook);
        output.object({ ...webhook, dead });
        printWebhook(webhook, output);
        if (dead.length === 0) return;
        output.line();
        const rows = dead.map(({ type, at, attempts, replaying, lastError }) => [
          at,
          type,
          attempts,
          replaying ? 'sent again' : '',
          lastError,
        ]);
        output.line(table([['dead since', 'event', 'tries', '', 'last answer'], ...rows]));
        output.note(`To send them again: understory webhooks replay ${id} --dead`);
      });
    });
}

/** For people. */
export function printWebhook(webhook: Webhook, output: Output): void {
  const { id, consumer, url, types, signals, state, attempts, nextAt, lastError } = webhook;
  const { oldSecretUntil } = webhook;
  output.line(`${id}  (${state})  ${consumer} → ${url}`);
  output.line(`types: ${types?.join(', ') ?? 'all'}`);
  output.line(`signals: ${signals?.join(', ') ?? 'all that it declares'}`);
  if (attempts > 0) output.line(`tried ${attempts} times; not again before ${nextAt}`);
  if (lastError !== null) output.line(`last answer: ${lastError}`);
  if (oldSecretUntil !== null)
    output.line(`signed with the old secret as well until ${oldSecretUntil}`);
}

/** For people, the only time. */
export function printSecret({ secret }: MadeWebhook, output: Output): void {
  output.line(`secret: ${secret}`);
  output.note('The secret is shown this once: the receiver checks webhook-signature with it.');
}
