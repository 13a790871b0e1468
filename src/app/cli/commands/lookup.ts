import type { Command } from 'commander';
import { recordReads } from '../../../consumers/ledger/record.ts';
import { cliPrincipal } from '../../../consumers/principal.ts';
import { lookupRequestSchema, mostIds, type LookupAnswer } from '../../../contracts/lookup.ts';
import { lookUp } from '../../../retrieval/lookup.ts';
import { servedTables } from '../../../storage/copies/served-record.ts';
import { planLookup } from '../../../retrieval/lookup/plan.ts';
import { validate } from '../../api/validate.ts';
import { readIds } from '../ids-argument.ts';
import { lookupText } from '../lookup-text.ts';
import { parseNames } from '../names-option.ts';
import { withContext } from '../session.ts';

interface LookupFlags {
  readonly signals: readonly string[];
  readonly asOf?: string;
}

/** `understory lookup ID… --signals NAMES`: what `POST /v1/signals/lookup` answers. */
export function registerLookup(program: Command): void {
  program
    .command('lookup')
    .argument('<ids...>', 'items; - for ids on standard input, one a line')
    .description('the values of some signals of some items')
    .requiredOption(
      '--signals <names>',
      'names with commas between; name@version for another than the live one',
      parseNames,
    )
    .option('--as-of <time>', 'what readers saw then, such as 2026-11-23T12:00:00Z (default: now)')
    .addHelpText('after', help)
    .action(async (given: string[], { signals, asOf }: LookupFlags, command: Command) => {
      const ids = await readIds(given);
      const asked = validate(lookupRequestSchema, { ids, signals, asOf });
      await withContext(command, async (context, output) => {
        const plan = await planLookup(asked.signals, asked.asOf, context);
        const stores = { db: context.db, signals: servedTables(context.signals) };
        const whole: LookupAnswer = { versions: {}, items: [], missing: [] };
        for (let start = 0; start < ids.length; start += mostIds) {
          const some = ids.slice(start, start + mostIds);
          const { answer, reads } = await lookUp(some, plan, stores);
          // Before any of it is shown.
          await recordReads(context.db, cliPrincipal.consumer, reads, context.clock());
          const width = process.stdout.isTTY ? process.stdout.columns : Infinity;
          for (const item of answer.items) {
            for (const line of lookupText(item, answer.versions, width)) output.line(line);
          }
          whole.versions = answer.versions;
          if (output.json) whole.items.push(...answer.items);
          whole.missing.push(...answer.missing);
        }
        output.object(whole);
        if (whole.missing.length === 0) return;
        process.exitCode = 1;
        const named = whole.missing.slice(0, mostNamed).join(', ');
        const others = whole.missing.length > mostNamed ? ', …' : '';
        output.note(`Nothing is known of ${whole.missing.length} of them: ${named}${others}`);
      });
    });
}

const mostNamed = 10;

const help = `
Where nothing is known of an item, it is named on standard error, and the exit code is 1.`;
