import type { Command } from 'commander';
import { registerAdding } from './models/add.ts';
import { registerListing } from './models/list.ts';
import { registerRemoving } from './models/remove.ts';

export function registerModels(program: Command): void {
  const models = program
    .command('models')
    .description('the models that signals run, and adding others from a hub');
  registerListing(models);
  registerAdding(models);
  registerRemoving(models);
}
