import type { Command } from 'commander';
import { createWebhook } from '../../../../consumers/webhooks/create.ts';
import { newWebhookSchema } from '../../../../contracts/webhooks.ts';
import { validate } from '../../../api/validate.ts';
import { parseNames } from '../../names-option.ts';
import { withContext } from '../../session.ts';
import { printSecret, printWebhook } from './look.ts';

interface AddFlags {
  readonly url: string;
  readonly types?: readonly string[];
  readonly signals?: readonly string[];
  readonly after?: string;
}

/** `webhooks add`. */
export function registerAdding(webhooks: Command): void {
  webhooks
    .command('add')
    .argument('<consumer>', 'whose changes to send: of items and of the signals that it declares')
    .description('send the changes that a consumer may see to an address')
    .requiredOption('--url <address>', 'a public address that takes POST')
    .option('--types <names>', 'such as understory.item.added.v1, with commas between', parseNames)
    .option('--signals <names>', 'of the events about signals only those of these', parseNames)
    .option('--after <cursor>', 'begin after that event (default: with what happens from now on)')
    .action(async (consumer: string, flags: AddFlags, command: Command) => {
      const wanted = validate(newWebhookSchema, { consumer, ...flags });
      await withContext(command, async ({ db }, output) => {
        const made = await createWebhook(db, consumer, wanted);
        output.object(made);
        printWebhook(made, output);
        printSecret(made, output);
      });
    });
}
