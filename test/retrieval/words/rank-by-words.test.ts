import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inverseDocumentFrequency } from '../../../src/retrieval/words/bm25.ts';
import { correctText } from '../../../src/retrieval/words/correct-text.ts';
import { findWithWords, rankByWords } from '../../../src/retrieval/words/rank-by-words.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';
import { putSearched } from '../../fixtures/searched.ts';
import { termScore } from './term-score.ts';

let installation: Installation;
const description = (words: string, language = 'en') => ({
  text: { description: words, tags: [] },
  language,
});

beforeAll(async () => {
  installation = await openInstallation();
  await putSearched(installation, {
    'red-dress': { text: { title: 'Red dress', tags: ['summer'] } },
    dresses: description('Two dresses, one red and one striped, and a red hat'),
    runner: description('She was running along the river'),
    robe: description('Deux robes légères pour les jours de soleil', 'fr'),
    schuhe: description('Rote Schuhe aus weichem Leder', 'de'),
    polish: description('Czerwona sukienka', 'pl'),
    tagged: { text: { title: 'Hat', tags: ['red'] } },
  });
});
afterAll(async () => await installation.close());

const ask = async (text: string) => await rankByWords(installation.db, text, { limit: 20 });
const idsOf = async (text: string) => (await ask(text)).map(({ id }) => id);

describe('rankByWords()', () => {
  test('gives the scores of an independent BM25 over the weighted words', async () => {
    // Stems and weights by hand: title and tags count 3, descriptions 1.5; stop words are no words.
    const documents: Record<string, Record<string, number>> = {
      'red-dress': { red: 3, dress: 3, summer: 3 },
      dresses: { two: 1.5, dress: 1.5, one: 3, red: 3, stripe: 1.5, hat: 1.5 },
      tagged: { hat: 3, red: 3 },
    };
    const { documents: count, mean_length: mean } = await installation.db
      .selectFrom('search_statistics')
      .select(['documents', 'mean_length'])
      .executeTakeFirstOrThrow();
    expect(count).toBe(7);
    const lengthOf = (words: Record<string, number>) =>
      Object.values(words).reduce((sum, each) => sum + each, 0);
    for (const { id, score } of await ask('red dress')) {
      const words = documents[id];
      if (!words) continue;
      const expected = [
        ['red', 3],
        ['dress', 2],
      ].reduce((sum, [term, having]) => {
        const idf = inverseDocumentFrequency(Number(having), count);
        const length = { length: lengthOf(words), mean };
        return sum + termScore(words[String(term)] ?? 0, idf, length);
      }, 0);
      expect(score).toBeCloseTo(expected, 4);
    }
  });

  test('puts the title first, then what has all words, then what has some', async () => {
    const found = await ask('red dress');
    expect(found.map(({ id, match }) => [id, match])).toEqual([
      ['red-dress', 'title'],
      ['dresses', 'all'],
      ['tagged', 'some'],
    ]);
  });

  test('stems words by the language of the item, whatever language asks', async () => {
    expect(await idsOf('runs')).toEqual(['runner']);
    expect(await idsOf('robe légère')).toEqual(['robe']);
    expect(await idsOf('roter Schuh')).toContain('schuhe');
    // No stemmer: as it is written alone.
    expect(await idsOf('sukienka')).toEqual(['polish']);
    expect(await idsOf('sukienki')).toEqual([]);
  });

  test('keeps to filters, and to what has to be found among others', async () => {
    const filters = { facet: ['language:de'] };
    const found = await rankByWords(installation.db, 'rote hat', { limit: 5, filters });
    expect(found.map(({ id }) => id)).toEqual(['schuhe']);
    const among = ['red-dress', 'tagged', 'dresses'];
    expect(await findWithWords(installation.db, 'hat red', among)).toEqual(
      new Set(['tagged', 'dresses']),
    );
  });

  test('answers 10,000 words, quotes, operators and none in bounded time', async () => {
    const words = Array.from({ length: 10_000 }, (_, at) => `w${at}`).join(' ');
    expect(await ask(`${words} dress`)).toEqual([]);
    expect(await idsOf(`dress ${words}`)).toEqual(expect.arrayContaining(['red-dress']));
    for (const odd of ["'; drop table items; --", '& | ! <-> :*', '💃', '   ', '"', '\\', '%']) {
      await expect(ask(odd)).resolves.toBeInstanceOf(Array);
    }
    expect(await ask('the of and')).toEqual([]);
    // German passes over `hat`, English over `the`.
    expect(await idsOf('the hat')).toEqual(['tagged', 'dresses']);
  });
});

describe('correctText()', () => {
  const shown = async (text: string) => (await correctText(installation.db, text))?.shown;

  test('replaces a word that no item has by the nearest that some have', async () => {
    expect(await correctText(installation.db, 'red Drses')).toEqual({
      typed: 'red Drses',
      shown: 'red dress',
      words: [{ typed: 'drses', shown: 'dress' }],
    });
    expect(await shown('sumer hats')).toBe('summer hats');
    expect(await shown('descritpion of leder')).toBeUndefined();
  });

  test('leaves words alone that are known, short, or like nothing', async () => {
    expect(await shown('red dress')).toBeUndefined();
    expect(await shown('dresses running')).toBeUndefined();
    expect(await shown('rad')).toBeUndefined();
    expect(await shown('xylophone')).toBeUndefined();
    // Another first letter makes a short word another word.
    expect(await shown('press')).toBeUndefined();
  });

  test('forgets the words of an item that goes', async () => {
    await installation.db.deleteFrom('items').where('id', '=', 'polish').execute();
    const left = await installation.db
      .selectFrom('search_spellings')
      .select('spelling')
      .where('spelling', 'in', ['sukienka', 'dress'])
      .execute();
    expect(left).toEqual([{ spelling: 'dress' }]);
    expect(await idsOf('sukienka')).toEqual([]);
  });
});
