import type { Command } from 'commander';
import { inputError } from '../../../../base/errors.ts';
import { adFeatureNames, usualSponsored, type AdsMatch } from '../../../../contracts/ads.ts';
import { heldPicture } from '../../../../extraction/online/content.ts';
import { matchAds } from '../../../../surfaces/ads/match.ts';
import type { AdsQuery } from '../../../../surfaces/ads/query.ts';
import { explanationLines } from '../../explanation.ts';
import { readPicture } from '../../picture-file.ts';
import { explainOption, facetOption, limitOption, qualityOption } from '../../query-options.ts';
import { recordAnswer } from '../../record-answer.ts';
import { withContext } from '../../session.ts';
import { table, type Output } from '../../output.ts';
import { withAdsPlace } from './asking.ts';

interface MatchFlags {
  readonly item?: string;
  readonly text?: string;
  readonly image?: string;
  readonly sponsored: readonly string[];
  readonly facet?: readonly string[];
  readonly minQuality?: number;
  readonly sensitive?: boolean;
  readonly limit: number;
  readonly explain?: boolean;
}

/** `ads match`. */
export function registerMatching(ads: Command): void {
  ads
    .command('match')
    .description('the sponsored items that suit an item, words or a picture, most relevant first')
    .option('--item <id>', 'an item of the catalogue')
    .option('--text <words>', 'words, alone or with --image')
    .option('--image <file>', 'a picture')
    .option('--sponsored <field:value...>', 'which items are ads', usualSponsored)
    .addOption(facetOption())
    .addOption(qualityOption())
    .option('--sensitive', 'also show sensitive ads beside safe content')
    .addOption(limitOption())
    .addOption(explainOption())
    .addHelpText(
      'after',
      `
Features with their ranges are described in docs/ads.md; --json prints them all.

Examples:
  $ understory ads match --item shoes/17.jpg
  $ understory ads match --text "running shoes" --sponsored attribute.campaign:spring --json`,
    )
    .action(async (flags: MatchFlags, command: Command) => {
      await withContext(command, async (context, output) => {
        const query = await queryOf(flags);
        const { limit, sponsored, facet = [], minQuality, sensitive = false, explain } = flags;
        const filters = { facet: [...facet], minQuality };
        const found = await withAdsPlace(context, (place, askingNow) =>
          matchAds(query, { limit, sponsored, filters, sensitive, explain }, askingNow(), place),
        );
        await recordAnswer(found.versions, found.results.length, context);
        printMatch(found, output);
      });
    });
}

/** @throws input `one-query`, `unreadable` */
async function queryOf({ item, text, image }: MatchFlags): Promise<AdsQuery> {
  if (item !== undefined && text === undefined && image === undefined) return { item };
  if (item !== undefined || (text === undefined && image === undefined)) {
    throw inputError(
      'one-query',
      'Expected --item, or --text, --image or both, as in: understory ads match --text "red shoes"',
    );
  }
  const picture = image === undefined ? undefined : heldPicture(await readPicture(image), image);
  return { text, picture };
}

function printMatch(found: AdsMatch, output: Output): void {
  output.object(found);
  const { results, scoring, route, explain, trace, tookMs } = found;
  for (const line of explain?.flatMap(explanationLines) ?? []) output.note(line);
  for (const { stage, name, in: came, out, notes } of trace ?? []) {
    output.note(
      `${stage} ${name}: ${came} → ${out}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`,
    );
  }
  if (results.length === 0) {
    output.line('No ad was found. Ads are items with an attribute: see --sponsored.');
    return;
  }
  const rows = results.map(({ id, score, title, features }) => [
    score.toFixed(3),
    id,
    title.slice(0, 40),
    adFeatureNames
      .flatMap((name) => {
        const value = features[name];
        return value === null ? [] : [`${name} ${value.toFixed(2)}`];
      })
      .join(', '),
  ]);
  output.line(table(rows));
  output.note(
    `${results.length} ads in ${Math.round(tookMs)} ms, by ${route}; scores are chances by model ${scoring.version} (${scoring.fittedOn})`,
  );
}
