import type { Command } from 'commander';
import { registerChanging } from './consumers/change.ts';
import { registerKeys } from './consumers/keys.ts';
import { registerLooking } from './consumers/look.ts';

export function registerConsumers(program: Command): void {
  const consumers = program
    .command('consumers')
    .description('who reads signals: their keys, what they declare, what they read');
  registerLooking(consumers);
  registerChanging(consumers);
  registerKeys(consumers);
}
