import type { Command } from 'commander';
import type { HomeAnswer, Interests } from '../../../contracts/home.ts';
import { homeFeed } from '../../../surfaces/home/home.ts';
import { showInterests } from '../../../surfaces/home/interests.ts';
import { createUserModels } from '../../../surfaces/home/user-models.ts';
import { userParamsSchema } from '../../api/home/params.ts';
import { validate } from '../../api/validate.ts';
import { counted } from '../counted.ts';
import { becauseLine, explanationLines, stageLine } from '../explanation.ts';
import { parseNames } from '../names-option.ts';
import { table, type Output } from '../output.ts';
import { limitOption } from '../query-options.ts';
import { recordAnswer } from '../record-answer.ts';
import { withContext } from '../session.ts';
import { parseWhole } from '../threads-option.ts';

interface HomeFlags {
  readonly topics?: readonly string[];
  readonly limit: number;
  readonly seed?: number;
  readonly interests?: boolean;
  readonly explain?: boolean;
}

const largestSeed = 0xffff_ffff;

/** `understory home USER`: what `GET /v1/home/{user}` answers, or `…/interests`. */
export function registerHome(program: Command): void {
  program
    .command('home')
    .argument('<user>', 'a person, as events name them')
    .description('the home feed of a person, or their interests')
    .option('--topics <names>', 'topics that they chose, with commas between', parseNames)
    .addOption(limitOption())
    .option('--seed <n>', 'the same seed gives the same feed (default: a new one)', (text) =>
      parseWhole(text, 0, largestSeed),
    )
    .option('--interests', 'what they are interested in, instead of the feed')
    .option('--explain', 'say what each stage did, and why each item is where it is')
    .action(async (name: string, flags: HomeFlags, command: Command) => {
      const { user } = validate(userParamsSchema, { user: name });
      await withContext(command, async (context, output) => {
        const stores = { stores: context, models: createUserModels(context) };
        if (flags.interests) {
          const shown = await showInterests(user, stores);
          const items = shown.interests.reduce((sum, { size }) => sum + size, 0);
          await recordAnswer(shown.versions, items, context);
          printInterests(shown, output);
          return;
        }
        const feed = await homeFeed(user, flags, stores);
        await recordAnswer(feed.versions, feed.results.length, context);
        printFeed(feed, output);
      });
    });
}

function printFeed(feed: HomeAnswer, output: Output): void {
  output.object(feed);
  const { results, route, tookMs, seed, explain = [], trace = [] } = feed;
  for (const line of explain.flatMap(explanationLines)) output.note(line);
  for (const stage of trace) output.note(stageLine(stage));
  for (const { id, because } of results) if (because) output.note(becauseLine(id, because));
  if (results.length === 0) {
    output.line('Nothing to show. `understory status` says what the catalogue holds.');
    return;
  }
  output.line(
    table(
      results.map(({ score, id, title, why }) => [score.toFixed(3), id, title.slice(0, 40), why]),
    ),
  );
  output.note(
    `${counted(results.length, 'item')} in ${Math.round(tookMs)} ms, by ${route}; seed ${seed}`,
  );
}

function printInterests(shown: Interests, output: Output): void {
  output.object(shown);
  const { interests, engaged, hidden, unplaced, sinceDays } = shown;
  for (const { share, medoid, size, items, lastAt } of interests) {
    output.line(
      `${(share * 100).toFixed(0).padStart(3)} %  ${medoid.title || medoid.id}  (${counted(size, 'item')}, last ${lastAt})`,
    );
    output.line(`       ${items.map(({ card, kind }) => `${kind} ${card.id}`).join(', ')}`);
  }
  output.note(
    `${counted(interests.length, 'interest')} of ${counted(engaged, 'item')} of the last ${sinceDays} days; ${hidden} hidden, ${unplaced} without an embedding`,
  );
}
