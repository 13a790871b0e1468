import type { Command } from 'commander';
import { findRelated } from '../../../retrieval/related.ts';
import { limitOption, printResults } from '../query-options.ts';
import { withContext } from '../session.ts';

export function registerRelated(program: Command): void {
  program
    .command('related')
    .argument('<id>', 'an item')
    .description('items that look or read like one, without its copies')
    .addOption(limitOption())
    .action(async (id: string, { limit }: { limit: number }, command: Command) => {
      await withContext(command, async (context, output) => {
        printResults(await findRelated(id, { limit, unsafe: false }, context), output);
      });
    });
}
