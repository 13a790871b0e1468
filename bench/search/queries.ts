import { rareWord } from '../browse/synthetic-items.ts';

/** What is asked of `POST /v1/search`, by kind; the same each time, and hardly ever the same twice. */
export function searchQueries(
  random: () => number,
  ids: readonly string[],
): Readonly<Record<string, (round: number) => object>> {
  const pick = (values: readonly string[]) => values[Math.floor(random() * values.length)] ?? '';
  const common =
    'linen cotton lamp chair vase garden coffee dress boot scarf poster oak vintage'.split(' ');
  return {
    'two common words': () => ({ text: `${pick(common)} ${pick(common)}` }),
    'five common words': () => ({ text: Array.from({ length: 5 }, () => pick(common)).join(' ') }),
    'a rare and a common word': () => ({ text: `${rareWord(random)} ${pick(common)}` }),
    'a misspelt word': () => ({ text: `${pick(common)} ${misspelt(rareWord(random))}` }),
    'like an item': (round) => ({ item: ids[round % ids.length] }),
    'like an item, but blue': (round) => ({
      parts: [{ item: ids[round % ids.length] }, { text: 'but blue' }],
    }),
    'words and an item, away from another': (round) => ({
      parts: [
        { text: pick(common) },
        { item: ids[round % ids.length] },
        { item: ids[(round + 1) % ids.length], weight: -1 },
      ],
    }),
  };
}

function misspelt(word: string): string {
  return `${word.slice(0, 3)}${word.slice(4)}`;
}
