import type { Command } from 'commander';
import { removeModel } from '../../../../releases/recipes/remove-model.ts';
import { withContext } from '../../session.ts';

/** `understory models remove NAME` */
export function registerRemoving(models: Command): void {
  models
    .command('remove')
    .argument('<name>', 'a model that was added, as `models list` names it')
    .description('remove a model that no version of a signal is made by')
    .action(async (name: string, _options: unknown, command: Command) => {
      await withContext(command, async ({ db, home }, output) => {
        const removed = await removeModel(name, { db, modelsDir: home.models });
        output.object({ ...removed, state: 'removed' });
        output.line(`${name} is removed.`);
      });
    });
}
