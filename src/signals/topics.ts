import { abstain, ok } from '../contracts/outcome.ts';
import { topicsValue, type SignalValue } from '../contracts/values.ts';
import { defineSignal } from './definition.ts';
import { textEncoder } from './text-embedding.ts';
import { scoreSources, topicSources } from './topics/sources.ts';
import { topicSpace } from './topics/space.ts';
import { digestOfOwnTaxonomy, loadTaxonomy, type Taxonomy } from './topics/taxonomy.ts';

/** Below this a topic is not told: docs/decisions/2026-11-23-topics.md. */
export const topicThreshold = 0.65;

const mostTopics = 12;

/** What the item is about, in a taxonomy of interests. */
export const topics = defineSignal({
  contract: {
    name: 'topics',
    version: 1,
    kind: 'labels',
    inputs: ['title', 'description', 'tags', 'text_embedding@1', 'keyphrases@1', 'objects@1'],
    models: [textEncoder],
    meaning:
      'The interests that an item belongs to, from a tree of three levels. Found without training: ' +
      'the item’s text embedding is compared with those of the topics’ descriptions, and its ' +
      'words (title, tags, keyphrases) with theirs; each kind of object in the picture is compared ' +
      'likewise. With every topic come all above it, whose scores are never lower. It abstains ' +
      'where no topic reaches the threshold. The taxonomy is a file, and UNDERSTORY_TAXONOMY ' +
      'names another. It reads English.',
    range:
      'score 0..1, about the probability that the topic’s root is right; 0.65 and more, best first',
    cost: 'cheap',
    expectations: [
      { expect: 'range', path: 'topics[].score', least: topicThreshold, most: 1 },
      { expect: 'length', path: 'topics', least: 1, most: mostTopics },
      { expect: 'distribution', path: 'topics[].id', most: 0.2 },
    ],
  },
  schema: topicsValue,
  scope: 'item',
  stage: 'inference',
  rasters: [],
  settings: digestOfOwnTaxonomy,
  async extract(unit, tools) {
    const sources = await topicSources(unit, tools);
    if (sources.length === 0) return abstain('no words and no telling object');
    const space = await topicSpace(await topicTaxonomy(), tools);
    const found = topicsAbove(space.taxonomy, scoreSources(space, sources), topicThreshold);
    return found.length === 0 ? abstain('no topic is near enough') : ok({ topics: found });
  },
});

/** The best of the topics that reach a threshold, the best first and parents before children. */
export function topicsAbove(
  { nodes }: Taxonomy,
  scores: Float64Array,
  threshold: number,
): SignalValue<'topics'>['topics'] {
  return nodes
    .map(({ id, level, label }, node) => ({ id, level, label, score: scores[node] ?? 0 }))
    .filter(({ score }) => score >= threshold)
    .toSorted((a, b) => b.score - a.score || a.level - b.level)
    .slice(0, mostTopics);
}

let loaded: Promise<Taxonomy> | undefined;

/** The taxonomy that this process names topics by, read once. */
export function topicTaxonomy(): Promise<Taxonomy> {
  loaded ??= loadTaxonomy();
  return loaded;
}
