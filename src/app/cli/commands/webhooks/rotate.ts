import type { Command } from 'commander';
import { getWebhook } from '../../../../consumers/webhooks/get-webhook.ts';
import { rotateSecret } from '../../../../consumers/webhooks/rotate-secret.ts';
import { webhookRotationSchema } from '../../../../contracts/webhooks.ts';
import { validate } from '../../../api/validate.ts';
import { parseHours } from '../../duration-option.ts';
import { withContext } from '../../session.ts';
import { printSecret, printWebhook } from './look.ts';

interface RotateFlags {
  readonly grace?: number;
}

/** `webhooks rotate`. */
export function registerRotating(webhooks: Command): void {
  webhooks
    .command('rotate')
    .argument('<id>', 'a webhook')
    .description('give it a new secret; the old one signs beside it for a while')
    .option(
      '--grace <time>',
      'how long the old one signs on, up to 7d; 0h ends it at once (default: 24h)',
      parseHours,
    )
    .action(async (id: string, { grace }: RotateFlags, command: Command) => {
      const rotation = validate(webhookRotationSchema, { graceHours: grace });
      await withContext(command, async ({ db, clock }, output) => {
        const webhook = await getWebhook(db, id, undefined);
        const rotated = await rotateSecret(db, webhook, rotation, clock());
        output.object(rotated);
        printWebhook(rotated, output);
        printSecret(rotated, output);
      });
    });
}
