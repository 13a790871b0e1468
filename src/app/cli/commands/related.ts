import type { Command } from 'commander';
import { findRelated } from '../../../retrieval/related.ts';
import {
  explainOption,
  facetOption,
  filtersOf,
  limitOption,
  printResults,
  qualityOption,
  type FilterFlags,
} from '../query-options.ts';
import { recordAnswer } from '../record-answer.ts';
import { withContext } from '../session.ts';

interface RelatedFlags extends FilterFlags {
  readonly limit: number;
}

export function registerRelated(program: Command): void {
  program
    .command('related')
    .argument('<id>', 'an item')
    .description('items that look or read like one, without its copies')
    .addOption(limitOption())
    .addOption(facetOption())
    .addOption(qualityOption())
    .addOption(explainOption())
    .action(async (id: string, flags: RelatedFlags, command: Command) => {
      await withContext(command, async (context, output) => {
        const { limit, explain } = flags;
        const options = { limit, explain, unsafe: false, filters: filtersOf(flags) };
        const found = await findRelated(id, options, context);
        await recordAnswer(found.versions, found.results.length, context);
        printResults(found, output);
      });
    });
}
