import { UnderstoryError } from '../../base/errors.ts';
import type { Tools } from '../definition.ts';
import { embedText, textEncoder } from '../text-embedding.ts';
import { topicLexicon, type TopicLexicon, type WordWeights } from './lexicon.ts';
import type { Taxonomy } from './taxonomy.ts';

/** A taxonomy made ready to be compared with items. */
export interface TopicSpace {
  readonly taxonomy: Taxonomy;
  readonly lexicon: TopicLexicon;
  /** The mean of the topics' embeddings: what all of them have in common. */
  readonly centre: readonly number[];
  /** For each node its embedding from the centre, of length 1. */
  readonly directions: readonly (readonly number[])[];
}

const spaces = new Map<string, Promise<TopicSpace>>();

/** The space of a taxonomy, made once in a process for each text encoder. */
export async function topicSpace(
  taxonomy: Taxonomy,
  tools: Pick<Tools, 'model'>,
): Promise<TopicSpace> {
  const { digest } = await tools.model(textEncoder);
  const key = `${digest} ${taxonomy.digest}`;
  const known = spaces.get(key);
  if (known !== undefined) return known;
  const made = makeSpace(taxonomy, tools);
  spaces.set(key, made);
  // What failed is tried again by the next item.
  made.catch(() => spaces.delete(key));
  return made;
}

async function makeSpace(taxonomy: Taxonomy, tools: Pick<Tools, 'model'>): Promise<TopicSpace> {
  const vectors: (readonly number[])[] = [];
  for (const { id, label, description } of taxonomy.nodes) {
    const outcome = await embedText(`${label}: ${description}`, tools);
    if (outcome.status !== 'ok') {
      throw new UnderstoryError(
        'input',
        'taxonomy',
        `Cannot embed the topic ${id}: ${outcome.reason}. Describe it in English words.`,
      );
    }
    vectors.push(outcome.value.vector);
  }
  const centre = (vectors[0] ?? []).map(
    (_, dim) => vectors.reduce((sum, vector) => sum + (vector[dim] ?? 0), 0) / vectors.length,
  );
  return {
    taxonomy,
    lexicon: topicLexicon(taxonomy.nodes),
    centre,
    directions: vectors.map((vector) => directionFrom(centre, vector)),
  };
}

/** How near an item lies to each node: cosines from the centre, −1..1. */
export function similarities(space: TopicSpace, vector: readonly number[]): Float64Array {
  const direction = directionFrom(space.centre, vector);
  return Float64Array.from(space.directions, (node) =>
    node.reduce((sum, value, dim) => sum + value * (direction[dim] ?? 0), 0),
  );
}

/** How much the topics' words weigh beside the similarity of meaning; chosen by bench/topics.ts. */
const lexicalWeight = 0.3;

/**
 * The evidence for each node: the similarity of meaning plus the match of words. Without a vector
 * (no text that the encoder can read) the words speak alone.
 */
export function evidenceFor(
  space: TopicSpace,
  vector: readonly number[] | undefined,
  words: WordWeights,
  weight: number = lexicalWeight,
): Float64Array {
  const matches = space.lexicon.match(words);
  const near = vector && similarities(space, vector);
  return matches.map((match, node) => (near?.[node] ?? 0) + weight * match);
}

function directionFrom(centre: readonly number[], vector: readonly number[]): number[] {
  const difference = vector.map((value, dim) => value - (centre[dim] ?? 0));
  const length = Math.sqrt(difference.reduce((sum, value) => sum + value * value, 0)) || 1;
  return difference.map((value) => value / length);
}
