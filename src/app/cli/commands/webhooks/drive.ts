import type { Command } from 'commander';
import { inputError } from '../../../../base/errors.ts';
import {
  pauseWebhook,
  removeWebhook,
  replayFrom,
  resumeWebhook,
} from '../../../../consumers/webhooks/change.ts';
import { replayDeadLetters } from '../../../../consumers/webhooks/dead-letters.ts';
import { getWebhook } from '../../../../consumers/webhooks/get-webhook.ts';
import type { Webhook } from '../../../../contracts/webhooks.ts';
import type { AppContext } from '../../../context.ts';
import { withContext } from '../../session.ts';
import { printWebhook } from './look.ts';

interface ReplayFlags {
  readonly after?: string;
  readonly dead?: boolean;
}

/** `webhooks pause`, `resume`, `replay` and `remove`. */
export function registerDriving(webhooks: Command): void {
  webhooks
    .command('pause')
    .argument('<id>', 'a webhook')
    .description('send nothing until it is resumed')
    .action(async (id: string, _options: unknown, command: Command) => {
      await change(id, command, ({ db }, webhook) => pauseWebhook(db, webhook));
    });
  webhooks
    .command('resume')
    .argument('<id>', 'a webhook')
    .description('send from where it ended')
    .action(async (id: string, _options: unknown, command: Command) => {
      await change(id, command, ({ db, clock }, webhook) => resumeWebhook(db, webhook, clock()));
    });
  webhooks
    .command('replay')
    .argument('<id>', 'a webhook')
    .description('send again what follows an event, or what was not taken')
    .option('--after <cursor>', 'everything after that event; "latest" to leave out what is behind')
    .option('--dead', 'the dead letters')
    .action(async (id: string, { after, dead }: ReplayFlags, command: Command) => {
      if ((after === undefined) === (dead === undefined)) {
        throw inputError('replay-what', 'Expected one of --after CURSOR and --dead.');
      }
      await change(id, command, async ({ db, clock }, webhook) => {
        if (after === undefined) await replayDeadLetters(db, webhook, clock());
        else await replayFrom(db, webhook, after, clock());
      });
    });
  webhooks
    .command('remove')
    .argument('<id>', 'a webhook')
    .description('forget it and its dead letters')
    .action(async (id: string, _options: unknown, command: Command) => {
      await withContext(command, async ({ db }, output) => {
        const webhook = await getWebhook(db, id, undefined);
        await removeWebhook(db, webhook);
        output.object({ removed: webhook.id });
        output.line(`${webhook.id} is removed.`);
      });
    });
}

type Act = (context: AppContext, webhook: Webhook) => Promise<void>;

async function change(id: string, command: Command, act: Act): Promise<void> {
  await withContext(command, async (context, output) => {
    await act(context, await getWebhook(context.db, id, undefined));
    const changed = await getWebhook(context.db, id, undefined);
    output.object(changed);
    printWebhook(changed, output);
  });
}
