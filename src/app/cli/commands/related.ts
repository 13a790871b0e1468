import type { Command } from 'commander';
import { findRelated } from '../../../retrieval/related.ts';
import { limitOption, printResults } from '../query-options.ts';
import { recordAnswer } from '../record-answer.ts';
import { withContext } from '../session.ts';

export function registerRelated(program: Command): void {
  program
    .command('related')
    .argument('<id>', 'an item')
    .description('items that look or read like one, without its copies')
    .addOption(limitOption())
    .action(async (id: string, { limit }: { limit: number }, command: Command) => {
      await withContext(command, async (context, output) => {
        const found = await findRelated(id, { limit, unsafe: false }, context);
        await recordAnswer(found.versions, found.results.length, context);
        printResults(found, output);
      });
    });
}
