import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readPackageFile } from '../../../src/models/embedded/package-file.ts';
import { useLite } from '../../../src/models/embedded/use-lite.ts';
import {
  parseUnigramVocabulary,
  unigramTokenizer,
} from '../../../src/models/tokenizers/sentencepiece-unigram.ts';

interface TokenCase {
  readonly text: string;
  readonly ids: readonly number[];
}

async function useLiteTokenizer() {
  const file = useLite.files['vocabulary.json'];
  if (file === undefined) throw new Error('the recipe has no vocabulary');
  return unigramTokenizer(parseUnigramVocabulary(await readPackageFile(file)));
}

test('unigramTokenizer() gives the ids of the weights’ own tokenizer for 160 texts of every kind', async () => {
  // Made by Tokenizer.encode of @energetic-ai/embeddings 0.2.0.
  const fixture = new URL('../../fixtures/use-lite/tokens.json', import.meta.url);
  const { cases }: { cases: TokenCase[] } = JSON.parse(await readFile(fixture, 'utf8'));
  const tokenizer = await useLiteTokenizer();
  expect(cases.length).toBe(160);
  for (const { text, ids } of cases) {
    expect(tokenizer.encode(text), JSON.stringify(text)).toEqual(ids);
  }
});

test('unigramTokenizer() takes the pieces of the largest summed log probability', () => {
  const control = Array.from({ length: 6 }, (_, id) => [`<${id}>`, 0] as const);
  const tokenizer = unigramTokenizer([
    ...control,
    ['▁', -1],
    ['a', -2],
    ['b', -2],
    ['ab', -3],
    ['▁ab', -4.5],
  ]);
  expect(tokenizer.encode('ab')).toEqual([6, 9]);
  expect(tokenizer.encode('ab').map((id) => tokenizer.piece(id))).toEqual(['▁', 'ab']);
  expect(tokenizer.encode('')).toEqual([]);
});

test('unigramTokenizer() takes time in proportion to the length of the text', async () => {
  const tokenizer = await useLiteTokenizer();
  const start = performance.now();
  expect(tokenizer.encode('é日 a'.repeat(50_000)).length).toBeGreaterThan(50_000);
  expect(performance.now() - start).toBeLessThan(5_000);
});

test('parseUnigramVocabulary() refuses what is no vocabulary', () => {
  const parse = (text: string) => () => parseUnigramVocabulary(new TextEncoder().encode(text));
  expect(parse('{"a": 1}')).toThrow('expected a JSON list of [piece, score]');
  expect(parse('[["a"')).toThrow('Cannot read the vocabulary');
});
