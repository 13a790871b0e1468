import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { embedText, textEmbedding } from '../../src/signals/text-embedding.ts';
import { sentenceOf } from '../../src/signals/text-embedding/sentence.ts';
import { testModel } from '../fixtures/models.ts';
import { textUnit } from '../fixtures/text-unit.ts';

const tools = { model: testModel, once: <T>(_: string, compute: () => Promise<T>) => compute() };

async function vectorOf(text: string): Promise<readonly number[]> {
  const outcome = await embedText(text, tools);
  if (outcome.status !== 'ok') throw new Error(outcome.reason);
  return outcome.value.vector;
}

function scalarProduct(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

test('use-lite answers as the weights’ own runtime does, for one token and for 128', async () => {
  // Made by EmbeddingsModel.embed of @energetic-ai/embeddings 0.2.0, rounded to six digits.
  const fixture = new URL('../fixtures/use-lite/vectors.json', import.meta.url);
  const { cases }: { cases: { ids: number[]; vector: number[] }[] } = JSON.parse(
    await readFile(fixture, 'utf8'),
  );
  const model = await testModel('use-lite');
  for (const { ids, vector } of cases) {
    const read = ids.slice(0, 128);
    const { embedding } = await model.run({
      ids: { type: 'int32', dims: [read.length], data: Int32Array.from(read) },
    });
    const differences = vector.map((value, index) => value - Number(embedding?.data[index]));
    expect(Math.max(...differences.map(Math.abs))).toBeLessThan(5e-6);
  }
});

test('embedText() puts texts together that mean alike and share no word', async () => {
  const cat = await vectorOf('a cat on a couch');
  const kitten = await vectorOf('kitten asleep upon the sofa');
  const report = await vectorOf('quarterly revenue of the company');
  expect(scalarProduct(cat, cat)).toBeCloseTo(1, 5);
  expect(scalarProduct(cat, kitten)).toBeGreaterThan(0.5);
  expect(scalarProduct(cat, report)).toBeLessThan(0.2);
});

test.each([
  ['nothing', '', 'no text'],
  ['white space', ' \n\t ', 'no text'],
  ['Chinese', '日本語の説明', 'vocabulary'],
  ['emoji', '😀🎉 !!', 'vocabulary'],
])('embedText() abstains when the text is %s', async (_, text, reason) => {
  const outcome = await embedText(text, tools);
  expect(outcome).toEqual({ status: 'abstained', reason: expect.stringContaining(reason) });
});

test('embedText() reads only the beginning when a text is very long', async () => {
  const long = await vectorOf('roses and tulips in a garden '.repeat(100_000));
  expect(long).toEqual(await vectorOf('roses and tulips in a garden '.repeat(200)));
});

test('embedText() survives half a surrogate pair and null characters', async () => {
  expect(await vectorOf('a \ud800 dog \u0000')).toHaveLength(512);
});

test('sentenceOf() puts tags before the description and ends every field', () => {
  const text = { title: ' A chair', description: 'Made of oak!', tags: ['oak', 'seat'] };
  expect(sentenceOf(text)).toBe('A chair. oak, seat. Made of oak!');
  expect(sentenceOf({ tags: [] })).toBe('');
});

test('textEmbedding.extract() embeds an item as embedText() embeds its sentence', async () => {
  const unit = textUnit({ title: 'Oak chair', tags: ['wood'] });
  const outcome = await textEmbedding.extract?.(unit, tools);
  expect(outcome).toEqual(await embedText('Oak chair. wood.', tools));
});
