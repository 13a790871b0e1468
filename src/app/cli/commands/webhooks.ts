import type { Command } from 'commander';
import { registerDriving } from './webhooks/drive.ts';
import { registerAdding } from './webhooks/add.ts';
import { registerLooking } from './webhooks/look.ts';
import { registerRotating } from './webhooks/rotate.ts';

export function registerWebhooks(program: Command): void {
  const webhooks = program
    .command('webhooks')
    .description('changes sent to consumers, signed, while a server runs');
  registerLooking(webhooks);
  registerAdding(webhooks);
  registerDriving(webhooks);
  registerRotating(webhooks);
}
