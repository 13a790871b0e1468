/**
 * How right `topics` is, and the numbers it is set by: `node --import tsx bench/topics.ts`.
 *
 * The weight of words, the calibration and the threshold are chosen on half of OpenMoji's
 * subgroups; all other rows of the table were not looked at.
 */
import { homeAt } from '../src/base/home.ts';
import type { SignalValues } from '../src/contracts/values.ts';
import { openModelByName } from '../src/models/open.ts';
import type { Model } from '../src/runtime/model.ts';
import type { Unit } from '../src/signals/definition.ts';
import { keyphrases } from '../src/signals/keyphrases.ts';
import { language } from '../src/signals/language.ts';
import { textEmbedding } from '../src/signals/text-embedding.ts';
import { topicsAbove, topicThreshold } from '../src/signals/topics.ts';
import { calibration } from '../src/signals/topics/scores.ts';
import { scoreSources, topicSources } from '../src/signals/topics/sources.ts';
import { topicSpace } from '../src/signals/topics/space.ts';
import { builtInTaxonomy, loadTaxonomy } from '../src/signals/topics/taxonomy.ts';
import { acceptedBranches, developmentGroups } from './topics/accepted-roots.ts';
import {
  cocoCases,
  openmojiCases,
  titlesOnly,
  tuxpaintCases,
  type TopicCase,
} from './topics/cases.ts';
import {
  areaUnderPrecision,
  bestRoot,
  fitCalibration,
  measure,
  probability,
  type Prepared,
} from './topics/fit.ts';

const wantedPrecision = 0.9;
const models = new Map<string, Promise<Model>>();
const tools = {
  model(name: string) {
    const model = models.get(name) ?? openModelByName(name, homeAt(undefined).models);
    models.set(name, model);
    return model;
  },
  once: <T>(_: string, compute: () => Promise<T>) => compute(),
};
const space = await topicSpace(await loadTaxonomy(builtInTaxonomy), tools);

const openmoji = openmojiCases();
const isDevelopment = ({ group }: TopicCase) => developmentGroups.has(group);
const heldOut = (cases: readonly TopicCase[]) => cases.filter((one) => !isDevelopment(one));

const development = await prepare([...openmoji, ...titlesOnly(openmoji)].filter(isDevelopment));
const sets = {
  'OpenMoji, title and tags': await prepare(heldOut(openmoji)),
  'OpenMoji, title alone': await prepare(heldOut(titlesOnly(openmoji))),
  'names of COCO objects': await prepare(cocoCases()),
  'tuxpaint captions': await prepare(tuxpaintCases()),
  'tuxpaint captions, German': await prepare(tuxpaintCases('de')),
  'tuxpaint captions, French': await prepare(tuxpaintCases('fr')),
  'tuxpaint captions, Russian': await prepare(tuxpaintCases('ru')),
  'tuxpaint captions, Japanese': await prepare(tuxpaintCases('ja')),
};

print('\nchoosing on', development.length, 'texts of', developmentGroups.size, 'subgroups');
for (const weight of [0, 0.2, 0.3, 0.4, 0.6, 0.8, 1]) {
  const rows = development.map((one) => bestRoot(space, one, weight));
  const fitted = fitCalibration(rows);
  const right = rows.filter((row) => row.right).length / rows.length;
  let threshold = 0.3;
  while (measure(rows, fitted, threshold).precision < wantedPrecision) threshold += 0.01;
  const { precision, coverage } = measure(rows, fitted, threshold);
  print(
    `words × ${weight}: right ${percent(right)}, area ${percent(areaUnderPrecision(rows, fitted))}, ` +
      `from ${threshold.toFixed(2)} precision ${percent(precision)} at coverage ${percent(coverage)};`,
    Object.entries(fitted)
      .map(([name, value]) => `${name} ${value.toFixed(2)}`)
      .join(', '),
  );
}

print('\n| texts | n | root right, all told | precision@1 told | coverage |');
print('|---|---|---|---|---|');
for (const [name, prepared] of Object.entries({ 'chosen on': development, ...sets })) {
  const rows = prepared.map((one) => bestRoot(space, one));
  if (rows.length === 0) continue;
  const all = measure(rows, calibration, 0);
  const told = measure(rows, calibration, topicThreshold);
  const cells = [all.precision, told.precision, told.coverage].map(percent);
  print(`| ${name} | ${rows.length} | ${cells.join(' | ')} |`);
}

print('\n| held-out OpenMoji, score | n | said | right |');
print('|---|---|---|---|');
const unseen = [...sets['OpenMoji, title and tags'], ...sets['OpenMoji, title alone']].map((one) =>
  bestRoot(space, one),
);
for (const [from, to] of [
  [0, 0.5],
  [0.5, 0.65],
  [0.65, 0.8],
  [0.8, 0.9],
  [0.9, 1],
] as const) {
  const rows = unseen.filter((row) => {
    const score = probability(row, calibration);
    return score >= from && score < to;
  });
  const said = rows.reduce((sum, row) => sum + probability(row, calibration), 0) / rows.length;
  const right = rows.filter((row) => row.right).length / rows.length;
  print(`| ${from}–${to} | ${rows.length} | ${percent(said)} | ${percent(right)} |`);
}

print('\n| level 2, of subgroups that are one node | n | precision@1 told | coverage |');
print('|---|---|---|---|');
for (const [name, prepared] of Object.entries({ 'chosen on': development, ...sets }).slice(0, 3)) {
  const branches = prepared.filter((one) => acceptedBranches[one.case.group] !== undefined);
  const told = branches.flatMap((one) => {
    const found = topicsAbove(space.taxonomy, scoreSources(space, [one.source]), topicThreshold);
    const best = found.find(({ level }) => level === 2)?.id;
    return best === undefined ? [] : [acceptedBranches[one.case.group]?.includes(best) ?? false];
  });
  const precision = told.filter(Boolean).length / told.length;
  const coverage = told.length / branches.length;
  print(`| ${name} | ${branches.length} | ${percent(precision)} | ${percent(coverage)} |`);
}

/** Computes the signals that topics are made from. */
async function prepare(cases: readonly TopicCase[]): Promise<readonly Prepared[]> {
  const prepared: Prepared[] = [];
  for (const one of cases) {
    const unit = await withSignals(one);
    const [source] = await topicSources(unit, tools);
    if (source !== undefined) prepared.push({ case: one, source });
  }
  return prepared;
}

async function withSignals({ text }: TopicCase): Promise<Unit> {
  let signals: SignalValues = {};
  const unit = () => ({ item: { id: '', text, attributes: {} }, part: '', signals });
  const embedding = await textEmbedding.extract?.(unit(), tools);
  if (embedding?.status === 'ok') signals = { ...signals, text_embedding: embedding.value };
  const spoken = await language.extract?.(unit(), tools);
  if (spoken?.status === 'ok') signals = { ...signals, language: spoken.value };
  const phrases = await keyphrases.extract?.(unit(), tools);
  if (phrases?.status === 'ok') signals = { ...signals, keyphrases: phrases.value };
  return unit();
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`;
}

function print(...words: readonly unknown[]): void {
  process.stdout.write(`${words.join(' ')}\n`);
}
