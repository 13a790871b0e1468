import type { SignalValues } from '../../contracts/values.ts';
import type { Tools, Unit } from '../definition.ts';
import { embedText } from '../text-embedding.ts';
import { weighWords, type WordWeights } from './lexicon.ts';
import { nodeFeatures, nodeScores } from './scores.ts';
import { evidenceFor, type TopicSpace } from './space.ts';

/** What is known of an item: its text as a whole, or one object in its picture. */
export interface TopicSource {
  readonly vector: readonly number[] | undefined;
  readonly words: WordWeights;
  /** 0..1: how sure it is that the item shows this at all. */
  readonly confidence: number;
}

/** A person in a picture says little of what it is about, and is in half of all pictures. */
const untellingObjects = new Set(['person']);

/** A description's words beyond this change little. */
const longestDescription = 2_000;

/** What there is to compare with the topics: at most one text, and each kind of object. */
export async function topicSources(
  unit: Unit,
  tools: Pick<Tools, 'model'>,
): Promise<readonly TopicSource[]> {
  const text = await textSource(unit, tools);
  const objects = await Promise.all(
    Array.from(surestObjects(unit.signals), async ([label, confidence]) => ({
      vector: await vectorOf(label, tools),
      words: weighWords([[label, 1]]),
      confidence,
    })),
  );
  return text === undefined ? objects : [text, ...objects];
}

/** For each node the best score that any source gives it. */
export function scoreSources(space: TopicSpace, sources: readonly TopicSource[]): Float64Array {
  const best = new Float64Array(space.taxonomy.nodes.length);
  for (const { vector, words, confidence } of sources) {
    const features = nodeFeatures(space.taxonomy.nodes, evidenceFor(space, vector, words));
    for (const [node, score] of nodeScores(features).entries()) {
      best[node] = Math.max(best[node] ?? 0, score * confidence);
    }
  }
  return best;
}

async function textSource(
  { item, signals }: Unit,
  tools: Pick<Tools, 'model'>,
): Promise<TopicSource | undefined> {
  const { title = '', description = '', tags } = item.text;
  const phrases = (signals.keyphrases?.phrases ?? []).map(({ phrase }) => phrase);
  const words = weighWords([
    [title, 1],
    ...[...tags, ...phrases].map((text) => [text, 0.5] as const),
    [description.slice(0, longestDescription), 0.25],
  ]);
  if (words.size === 0) return undefined;
  // Phrases come from text in the picture too, which the text embedding does not read.
  const vector = signals.text_embedding?.vector ?? (await vectorOf(phrases.join(', '), tools));
  return { vector, words, confidence: 1 };
}

/** Each label with the confidence of its surest box. */
function surestObjects({ objects }: SignalValues): ReadonlyMap<string, number> {
  const surest = new Map<string, number>();
  for (const { label, score } of objects?.objects ?? []) {
    if (!untellingObjects.has(label)) surest.set(label, Math.max(score, surest.get(label) ?? 0));
  }
  return surest;
}

async function vectorOf(text: string, tools: Pick<Tools, 'model'>) {
  const outcome = await embedText(text, tools);
  return outcome.status === 'ok' ? outcome.value.vector : undefined;
}
