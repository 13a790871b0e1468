import { expect, test } from 'vitest';
import type { ItemText } from '../../src/contracts/item.ts';
import type { SignalValues } from '../../src/contracts/values.ts';
import { embedText } from '../../src/signals/text-embedding.ts';
import { sentenceOf } from '../../src/signals/text-embedding/sentence.ts';
import { topics } from '../../src/signals/topics.ts';
import { testModel } from '../fixtures/models.ts';
import { textUnit } from '../fixtures/text-unit.ts';

const tools = { model: testModel, once: <T>(_: string, compute: () => Promise<T>) => compute() };
const box = { x: 0, y: 0, width: 0.5, height: 0.5 };

async function topicsOf(text: Partial<ItemText>, signals: SignalValues = {}) {
  const embedding = await embedText(sentenceOf({ tags: [], ...text }), tools);
  const known = embedding.status === 'ok' ? { text_embedding: embedding.value } : {};
  const outcome = await topics.extract?.(textUnit(text, { ...known, ...signals }), tools);
  if (outcome?.status !== 'ok') return outcome?.reason;
  return outcome.value.topics;
}

async function idsOf(text: Partial<ItemText>, signals: SignalValues = {}) {
  const found = await topicsOf(text, signals);
  return Array.isArray(found) ? found.map(({ id }) => id) : found;
}

test.each([
  ['Red leather ankle boots', 'fashion/shoes/boots'],
  ['Sunset over the mountains, Norway', 'nature/landscapes/mountains-and-volcanoes'],
  ['Cute kitten playing with yarn', 'animals/mammals/cats'],
  ['Chocolate cake recipe', 'food-and-drink/baking-and-sweets/cakes-and-pastries'],
  ['Teak sideboard for the living room', 'home/furniture/tables-and-desks'],
  ['Grand piano', 'music/keyboards-and-drums'],
])('topics finds the topic of “%s” and all above it', async (title, expected) => {
  const ids = await idsOf({ title });
  const parts = expected.split('/');
  expect(ids).toEqual(
    expect.arrayContaining(parts.map((_, level) => parts.slice(0, level + 1).join('/'))),
  );
});

test('topics finds the topics of objects in a picture, and none of a person', async () => {
  const objects = {
    objects: [
      { label: 'cat', score: 0.9, box },
      { label: 'couch', score: 0.8, box },
      { label: 'person', score: 0.95, box },
      { label: 'car', score: 0.3, box },
    ],
  };
  const ids = await idsOf({}, { objects });
  expect(ids).toEqual(expect.arrayContaining(['animals/mammals/cats', 'home/furniture']));
  expect(ids).not.toContain('people');
  expect(ids).not.toContain('vehicles');
});

test('topics reads keyphrases of the text in a picture when the item has no text', async () => {
  const phrase = { phrase: 'chocolate cake recipe', score: 0.9, language: 'en' };
  expect(await idsOf({}, { keyphrases: { phrases: [phrase] } })).toContain('food-and-drink');
});

test('topics are the best first, at least at the threshold, and parents before children', async () => {
  const found = await topicsOf({
    title: 'Nike running shoes for men',
    tags: ['sneakers', 'sport'],
  });
  if (!Array.isArray(found)) throw new Error(found);
  const scores = found.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(Math.min(...scores)).toBeGreaterThanOrEqual(0.65);
  for (const [index, { id, level }] of found.entries()) {
    const parent = id.split('/').slice(0, -1).join('/');
    if (level > 1) expect(found.findIndex((topic) => topic.id === parent)).toBeLessThan(index);
  }
});

test.each([
  ['there is nothing to go by', {}, 'no words and no telling object'],
  ['the text says nothing', { title: 'IMG_2034' }, 'no topic is near enough'],
  ['the text is not English', { title: '日本語の説明' }, 'no topic is near enough'],
  ['a name could be anything', { title: 'asdf qwer' }, 'no topic is near enough'],
])('topics abstains when %s', async (_, text, reason) => {
  expect(await topicsOf(text)).toBe(reason);
});
