import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  leastLambda,
  relatedModes,
  usualLambda,
  type RelatedMode,
} from '../../../contracts/related.ts';
import { openOnline } from '../../../extraction/online/open-online.ts';
import { readOnlineSettings } from '../../../extraction/online/settings.ts';
import { findRelated } from '../../../surfaces/related/related.ts';
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
  readonly by: RelatedMode;
  readonly lambda: number;
  readonly kind?: string;
  readonly limit: number;
}

export function registerRelated(program: Command): void {
  program
    .command('related')
    .argument('<id>', 'an item')
    .description('items that look or read like one, or go with it, without its copies')
    .addOption(
      new Option('--by <mode>', 'in which way they are related')
        .choices(relatedModes)
        .default('all'),
    )
    .addOption(
      new Option(
        '--lambda <share>',
        `how much the order counts against how different results are, ${leastLambda}..1`,
      )
        .default(usualLambda)
        .argParser(parseLambda),
    )
    .addOption(
      new Option(
        '--kind <field>',
        'what is complementary by the field that says of which kind items are, as attribute.category',
      ).implies({ by: 'complementary' }),
    )
    .addOption(limitOption())
    .addOption(facetOption())
    .addOption(qualityOption())
    .addOption(explainOption())
    .action(async (id: string, flags: RelatedFlags, command: Command) => {
      await withContext(command, async (context, output) => {
        const { by, lambda, kind, limit, explain } = flags;
        const online = openOnline(context, { ...readOnlineSettings(), threads: 1 });
        try {
          const options = { by, lambda, kind, limit, explain, filters: filtersOf(flags) };
          const found = await findRelated(id, options, { stores: context, online });
          await recordAnswer(found.versions, found.results.length, context);
          printResults(found, output);
        } finally {
          await online.close();
        }
      });
    });
}

function parseLambda(text: string): number {
  const lambda = Number(text);
  if (text.trim() !== '' && lambda >= leastLambda && lambda <= 1) return lambda;
  throw new InvalidArgumentError(`Expected a number from ${leastLambda} to 1, as in 0.8.`);
}
