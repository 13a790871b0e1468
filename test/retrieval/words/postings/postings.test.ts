import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { summarise } from '../../../../src/extraction/summary.ts';
import { updateSummaries } from '../../../../src/extraction/summary-row.ts';
import {
  followDocuments,
  readDocuments,
} from '../../../../src/retrieval/words/postings/follow-documents.ts';
import { Postings } from '../../../../src/retrieval/words/postings/postings.ts';
import { rankPostings } from '../../../../src/retrieval/words/postings/rank-postings.ts';
import { queryTerms } from '../../../../src/retrieval/words/query-terms.ts';
import { rankByWords, rankInMemory } from '../../../../src/retrieval/words/rank-by-words.ts';
import { openInstallation, type Installation } from '../../../fixtures/installation.ts';
import { putSearched } from '../../../fixtures/searched.ts';

let installation: Installation;
const described = (words: string, language = 'en') => ({
  text: { description: words, tags: [] },
  language,
});

beforeAll(async () => {
  installation = await openInstallation();
  await putSearched(installation, {
    'red-dress': { text: { title: 'Red dress', tags: ['summer'] } },
    dresses: described('Two dresses, one red and one striped, and a red hat'),
    runner: described('She was running along the river'),
    robe: described('Deux robes légères pour les jours de soleil', 'fr'),
    schuhe: described('Rote Schuhe aus weichem Leder', 'de'),
    tagged: { text: { title: 'Hat', tags: ['red'] } },
  });
});
afterAll(async () => await installation.close());

const readAll = async () => {
  const postings = new Postings();
  return { postings, since: await readDocuments(postings, installation.db) };
};

describe('rankInMemory()', () => {
  test('answers as the database does, tiers, languages and filters included', async () => {
    const { db } = installation;
    const { postings } = await readAll();
    const queries = ['red dress', 'runs', 'roter Schuh', 'the hat', 'robe légère', 'red', 'none'];
    for (const text of queries) {
      for (const filters of [undefined, { facet: ['language:en'] }]) {
        const options = { limit: 20, filters };
        const expected = await rankByWords(db, text, options);
        const titles = new Set(
          expected.flatMap(({ id, match }) => (match === 'title' ? [id] : [])),
        );
        const query = await queryTerms(db, text);
        const found = (await rankInMemory(db, postings, query, titles, options)) ?? [];
        expect(found.map(({ id, match }) => [id, match])).toEqual(
          expect.arrayContaining(expected.map(({ id, match }) => [id, match])),
        );
        for (const { id, score } of expected) {
          expect(found.find((each) => each.id === id)?.score).toBeCloseTo(score, 4);
        }
      }
    }
  });
});

describe('followDocuments()', () => {
  test('takes over what is new and changed, and forgets what is gone', async () => {
    const { db } = installation;
    const { postings, since } = await readAll();
    const changed = { id: 'runner', assets: [], attributes: {} };
    const { text } = described('She was swimming in the lake');
    await updateSummaries(db, new Map([['runner', summarise({ ...changed, text }, {}, [])]]));
    await putSearched(installation, { later: described('A wooden spoon') });
    const next = await followDocuments(postings, db, since);
    const idsOf = async (text: string) =>
      rankPostings(postings, await queryTerms(db, text), { limit: 10 }).map(({ id }) => id);
    expect(await idsOf('swim')).toEqual(['runner']);
    expect(await idsOf('running')).toEqual([]);
    expect(await idsOf('spoons')).toEqual(['later']);
    await db.deleteFrom('items').where('id', '=', 'later').execute();
    await followDocuments(postings, db, next);
    expect(await idsOf('spoons')).toEqual([]);
    expect([...postings.items]).not.toContain('later');
  });
});

describe('Postings', () => {
  test('tidy() takes what is gone out of the lists, and its numbers are given again', async () => {
    const postings = new Postings();
    const put = (at: number) => {
      const document = { configuration: 'english', frequencies: [2], length: 1 };
      postings.put({ ...document, item: `item-${at}`, terms: ['word'] });
    };
    for (let at = 0; at < 2000; at += 1) put(at);
    for (let at = 0; at < 1500; at += 1) postings.remove(`item-${at}`);
    await postings.tidy();
    expect(postings.listOf('word')).toHaveLength(500);
    put(3000);
    expect(postings.size).toBe(2000);
    const query = { documents: 501, meanLength: 1 };
    const terms = [{ word: 'word', variants: ['word'], documents: 501, passedOverBy: [] }];
    const found = rankPostings(postings, { ...query, terms }, { limit: 1000 });
    expect(found).toHaveLength(501);
    expect(found.map(({ id }) => id)).toContain('item-3000');
  });
});

describe('rankPostings()', () => {
  test('scores every document that has a word, so that the best of thousands is found', () => {
    const postings = new Postings();
    for (let at = 0; at < 5000; at += 1) {
      const isBest = at === 4321;
      postings.put({
        item: `item-${at}`,
        configuration: 'english',
        terms: ['common'],
        frequencies: [isBest ? 20 : 2],
        length: 10,
      });
    }
    const terms = [{ word: 'common', variants: ['common'], documents: 5000, passedOverBy: [] }];
    const query = { terms, documents: 5000, meanLength: 10 };
    const [best, ...rest] = rankPostings(postings, query, { limit: 3, always: ['item-7'] });
    expect(best?.id).toBe('item-4321');
    // Equals are in the order of their ids; what is wanted always comes as well.
    expect(rest.map(({ id }) => id)).toEqual(['item-0', 'item-1', 'item-7']);
  });
});
