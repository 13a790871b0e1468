import type { TopicNode } from './taxonomy.ts';

/** How much a word of an item counts, by word. */
export type WordWeights = ReadonlyMap<string, number>;

/** Matches words of items with the words of topics. */
export interface TopicLexicon {
  /**
   * For each topic the share (0..1) of the item's weight, in information, that falls on words of
   * the topic: inverse document frequencies over the topics (Spärck Jones 1972) weigh the words,
   * and a word that no topic has weighs half of the rarest.
   */
  match(words: WordWeights): Float64Array;
}

const stopWords = new Set(
  'a all an and are as at by for from how in is it its of on or other such that the their things to what who with your'.split(
    ' ',
  ),
);

export function topicLexicon(nodes: readonly TopicNode[]): TopicLexicon {
  const topicsOf = new Map<string, number[]>();
  for (const [index, { label, description }] of nodes.entries()) {
    for (const word of new Set(wordsOf(`${label} ${description}`))) {
      const topics = topicsOf.get(word);
      if (topics === undefined) topicsOf.set(word, [index]);
      else topics.push(index);
    }
  }
  const information = (topics: number) => Math.log(1 + nodes.length / topics);
  const unknown = information(1) / 2;
  return {
    match(words) {
      const shares = new Float64Array(nodes.length);
      let total = 0;
      for (const [word, weight] of words) {
        const topics = topicsOf.get(word) ?? [];
        const worth = weight * (topics.length === 0 ? unknown : information(topics.length));
        total += worth;
        for (const topic of topics) shares[topic] = (shares[topic] ?? 0) + worth;
      }
      return total === 0 ? shares : shares.map((share) => share / total);
    },
  };
}

/** Each word of each text with the largest weight of a text that has it. */
export function weighWords(texts: Iterable<readonly [text: string, weight: number]>): WordWeights {
  const weights = new Map<string, number>();
  for (const [text, weight] of texts) {
    for (const word of wordsOf(text)) weights.set(word, Math.max(weight, weights.get(word) ?? 0));
  }
  return weights;
}

/** Words and numbers in lower case, without function words, English plurals made singular. */
function wordsOf(text: string): string[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => word.length > 1 && !stopWords.has(word)).map(singular);
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:ch|sh|ss|x)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}
