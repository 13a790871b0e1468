import type { Command } from 'commander';
import { versionOf } from '../../../../contracts/signal-ref.ts';
import { requireName, resolveVersion } from '../../../../extraction/versions/resolve.ts';
import { readVersions } from '../../../../extraction/versions/versions.ts';
import { promote } from '../../../../releases/promote.ts';
import { deprecate, drop, parseEndOfLife } from '../../../../releases/retire-version.ts';
import { rollback } from '../../../../releases/rollback.ts';
import { promotionOf } from '../../../promotion.ts';
import { withContext } from '../../session.ts';

/** The commands that change which version is live, and end versions. */
export function registerVersions(signals: Command): void {
  signals
    .command('promote')
    .argument('<name@version>', 'a version that was computed for the whole catalogue')
    .description('make a version the live one, once it is whole and keeps its contract')
    .option('--accept-broken', 'even if it breaks expectations of its contract')
    .action(async (text: string, flags: { acceptBroken?: boolean }, command: Command) => {
      await withContext(command, async (context, output) => {
        const ref = resolveVersion(text, await readVersions(context.db));
        const options = await promotionOf(ref, 'cli', flags.acceptBroken ?? false, context);
        const promotion = await promote(ref, options, context);
        const { from, coverage, broken, job } = promotion;
        const { name } = versionOf(ref);
        output.object(promotion);
        output.line(`${ref} is live; before it was ${from}.`);
        output.line(`It covers ${coverage.covered} of ${coverage.items} items.`);
        for (const line of broken) output.line(`Broken, and accepted: ${line}`);
        if (job !== undefined) {
          output.line(
            `Filters and search of the catalogue follow in job ${job}: workers and servers do it.`,
          );
        }
        output.line(`\`understory signals rollback ${name}\` goes back.`);
      });
    });

  signals
    .command('rollback')
    .argument('<name>', 'a signal whose last promotion is to be undone')
    .description('make the version live again that was before the last promotion')
    .action(async (text: string, _flags: unknown, command: Command) => {
      await withContext(command, async (context, output) => {
        const flip = await rollback(requireName(text), 'cli', context);
        output.object(flip);
        output.line(`${flip.to} is live again; ${flip.from} is kept.`);
      });
    });

  signals
    .command('deprecate')
    .argument('<name@version>', 'a version that is not live')
    .description('say that a version ends; it is computed and read until then')
    .requiredOption('--end <when>', 'its end of life: a date, or days from now such as 30d')
    .action(async (text: string, flags: { end: string }, command: Command) => {
      await withContext(command, async (context, output) => {
        const ref = resolveVersion(text, await readVersions(context.db));
        const end = parseEndOfLife(flags.end, context.clock());
        await deprecate(ref, end, context);
        const date = new Date(end).toISOString();
        output.object({ ref, state: 'deprecated', endOfLife: date });
        output.line(`${ref} is deprecated and ends on ${date.slice(0, 10)}.`);
      });
    });

  signals
    .command('drop')
    .argument('<name@version>', 'a version that is not live and that nobody reads')
    .description('delete the values of a version')
    .option('--unread-days <days>', 'refuse if it was read in so many days', Number, 30)
    .action(async (text: string, flags: { unreadDays: number }, command: Command) => {
      await withContext(command, async (context, output) => {
        const ref = resolveVersion(text, await readVersions(context.db));
        await drop(ref, { days: flags.unreadDays }, context);
        output.object({ ref, state: 'dropped' });
        output.line(`${ref} is dropped. \`understory signals backfill ${ref}\` computes it again.`);
      });
    });
}
