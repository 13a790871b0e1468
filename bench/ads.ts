/**
 * What the program's own model of the relevance of ads is fitted to and measured on. In a catalogue of
 * things whose kind is known two of one kind count as relevant to each other:
 *
 *   understory --home HOME read openmoji tuxpaint FOLDER-OF-FOLDERS-OF-PHOTOS
 *   npm run bench -- ads HOME [--pairs FILE] [--model FILE]
 *
 * For each query some of the candidates are judged that the surface would find. Figures are of queries
 * that a fit had not seen, of kinds that it had not seen, and by source; `--pairs` writes the pairs for
 * `understory ads calibrate`, `--model` the model.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Reliability } from '../src/contracts/ads.ts';
import {
  fitCases,
  fitRelevance,
  type LabelledPair,
} from '../src/surfaces/ads/calibration/fit-relevance.ts';
import { labelPairs } from '../src/surfaces/ads/calibration/label-pairs.ts';
import { relevanceOf } from '../src/surfaces/ads/calibration/relevance.ts';
import { reliabilityOf } from '../src/surfaces/ads/calibration/reliability.ts';
import { withAdsPlace } from '../src/app/cli/commands/ads/asking.ts';
import { openContext } from '../src/app/context.ts';
import { judgeCandidates, type KindPair } from './ads/judge-candidates.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { pairs: { type: 'string' }, model: { type: 'string' } },
});
const [home] = positionals;
if (home === undefined) throw new Error('Expected a home: npm run bench -- ads HOME');

const fittedOn =
  'of one kind: the same subgroup of OpenMoji, folder of Tux Paint’s stamps or of photos of clothes';

/** Of kinds nothing else can tell: an old or ugly picture of a cat is of cats. */
const ofBoth = [
  'looks',
  'meaning',
  'words_to_picture',
  'picture_to_words',
  'topics',
  'keyphrases',
  'objects',
] as const;

const context = await openContext(home);
try {
  const { pairs, labelled } = await withAdsPlace(context, async (place, askingNow) => {
    const judged = await judgeCandidates(askingNow, place);
    const { pairs: found } = await labelPairs(judged, askingNow, place);
    return { pairs: judged, labelled: found };
  });
  if (options.pairs !== undefined) {
    const lines = pairs.map(({ item, ad, relevant }) => JSON.stringify({ item, ad, relevant }));
    await writeFile(options.pairs, `${lines.join('\n')}\n`);
  }
  const fitted = fitRelevance(labelled, ofBoth);
  const rows: (readonly [string, Reliability])[] = [
    ['unseen queries, five folds', fitted.reliability],
    ['unseen kinds, five folds', byUnseenKinds(labelled, pairs)],
  ];
  for (const source of new Set(pairs.map((pair) => pair.source))) {
    rows.push([`unseen kinds, of ${source}`, byUnseenKinds(labelled, pairs, source)]);
  }
  print(rows);
  for (const { intercept, terms, ...known } of [fitted.general, ...fitted.cases]) {
    const weights = terms.map(({ feature, weight }) => `${feature} ${weight.toFixed(2)}`);
    process.stdout.write(
      `${JSON.stringify(known)}: ${intercept.toFixed(2)}, ${weights.join(', ')}\n`,
    );
  }
  if (options.model !== undefined) {
    const versions = { image_embedding: 1, text_embedding: 1 };
    const model = { format: 1, ...fitted, versions, fittedOn };
    await writeFile(options.model, JSON.stringify(model, null, 2));
  }
} finally {
  await context.close();
}

/** Fits to the pairs of four fifths of the kinds and foretells those of the others, five times. */
function byUnseenKinds(
  labelled: readonly LabelledPair[],
  judged: readonly KindPair[],
  source?: string,
): Reliability {
  const kindOf = new Map(judged.map((pair) => [JSON.stringify([pair.item, undefined]), pair]));
  const folds = 5;
  const kinds = [...new Set(judged.map(({ kind }) => kind))].toSorted();
  const foldOf = (pair: LabelledPair) => kinds.indexOf(kindOf.get(pair.query)?.kind ?? '') % folds;
  const forecasts = Array.from({ length: folds }, (_, fold) => {
    const fit = fitCases(
      labelled.filter((pair) => foldOf(pair) !== fold),
      ofBoth,
    );
    return labelled
      .filter((pair) => foldOf(pair) === fold)
      .filter((pair) => source === undefined || kindOf.get(pair.query)?.source === source)
      .map(({ features, label }) => ({ chance: relevanceOf(features, fit).chance, label }));
  });
  return reliabilityOf(forecasts.flat());
}

function print(rows: readonly (readonly [string, Reliability])[]): void {
  process.stdout.write(
    '| pairs of | pairs | relevant | ECE | Brier | Brier of the mean | log loss | AUC |\n|---|--:|--:|--:|--:|--:|--:|--:|\n',
  );
  for (const [name, { pairs, relevant, ece, brier, logLoss, auc }] of rows) {
    const share = relevant / pairs;
    const cells = [ece, brier, share * (1 - share), logLoss, auc ?? Number.NaN];
    process.stdout.write(
      `| ${[name, pairs, relevant, ...cells.map((each) => each.toFixed(3))].join(' | ')} |\n`,
    );
  }
  const [, first] = rows[0] ?? [];
  process.stdout.write('\n| chance | pairs | foretold | relevant |\n|---|--:|--:|--:|\n');
  for (const [bin, { pairs, foretold, relevant }] of (first?.bins ?? []).entries()) {
    process.stdout.write(
      `| ${bin / 10}–${(bin + 1) / 10} | ${pairs} | ${foretold.toFixed(3)} | ${relevant.toFixed(3)} |\n`,
    );
  }
  process.stdout.write('\n');
}
