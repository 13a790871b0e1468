import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  problemSchema,
  searchResultsSchema,
  type SearchResults,
} from '../../../src/contracts/api.ts';
import { completionsSchema } from '../../../src/contracts/search.ts';
import { clothingPhotos, copyInto } from '../../fixtures/catalogue.ts';
import { dataFolder, withoutData } from '../../fixtures/data.ts';
import { readInto } from '../../fixtures/read-into.ts';
import { serve, type Served } from '../../fixtures/served.ts';

const data = dataFolder();
let served: Served;
let photos: string[];

describe.skipIf(data === undefined)(`a search of photos ${withoutData}`, () => {
  beforeAll(async () => {
    if (data === undefined) return;
    served = await serve();
    const folder = join(served.folder, 'photos');
    photos = await clothingPhotos(data, 30);
    await copyInto(folder, data, photos);
    await readInto(served, join(folder, 'clothing'));
  }, 240_000);
  afterAll(async () => await served.close());

  const ask = async (body: object): Promise<SearchResults> =>
    searchResultsSchema.strict().parse(await served.json('/v1/search', body));
  const idOf = (photo = '') => photo.replace('clothing/', '');
  const idsOf = ({ results }: SearchResults) => results.map(({ id }) => id);
  const bytesOf = async (photo = '') => await readFile(join(data ?? '', photo));
  const refused = async (body: object) => {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await served.ask('/v1/search', init);
    return problemSchema.parse(await response.json());
  };

  test('puts pictures of the colour first where it is like one, but of a colour', async () => {
    const item = idOf(photos[0]);
    const colours = (await served.json('/v1/facets')) as {
      facets: { field: string; values: { value: string }[] }[];
    };
    expect(colours.facets.find(({ field }) => field === 'colour')?.values.length).toBeGreaterThan(
      0,
    );
    const parts = [{ item }, { text: 'but black' }];
    const found = await ask({ parts, limit: 30, explain: true });
    expect(idsOf(found)).not.toContain(item);
    expect(found.versions).toMatchObject({ image_embedding: 1, palette: 1 });
    const scored = found.results.map(({ because }) => {
      const looks = because?.scores.find(({ name }) => name === 'looks')?.value ?? 0;
      const after = because?.scores.find(({ name }) => name === 'colours')?.value ?? 0;
      return after / looks;
    });
    expect(scored[0]).toBeCloseTo(1, 6);
    expect(Math.min(...scored)).toBeLessThan(0.2);
    const plain = await ask({ item, limit: 30 });
    expect(new Set(idsOf(plain))).toEqual(new Set(idsOf(found)));
    expect(idsOf(plain)).not.toEqual(idsOf(found));
  });

  test('leads away from an item, which is not a result, and drops what is nearer to it', async () => {
    const [first, second] = [idOf(photos[0]), idOf(photos[1])];
    const plain = await ask({ item: first, limit: 30 });
    const parts = [{ item: first }, { item: second, weight: -1 }];
    const found = await ask({ parts, limit: 30, explain: true });
    expect(idsOf(found)).not.toContain(second);
    expect(idsOf(found).length).toBeLessThan(idsOf(plain).length);
    const unlike = found.trace?.find(({ name }) => name === 'unlike');
    expect(unlike?.out).toBeLessThan(unlike?.in ?? 0);
    expect(unlike?.notes.join()).toMatch(/nearer to what leads away/);
  });

  test('is the same by an item, by its asset and by its bytes in a form', async () => {
    const item = idOf(photos[3]);
    const detail = (await served.json(`/v1/items/${encodeURIComponent(item)}`)) as {
      assets: { digest: string }[];
    };
    const byAsset = await ask({ asset: detail.assets[0]?.digest, limit: 5 });
    expect(byAsset.results[0]).toMatchObject({ id: item, score: expect.closeTo(1, 2) });
    const form = new FormData();
    form.set('request', JSON.stringify({ parts: [{ picture: 'photo' }], limit: 5 }));
    form.set('photo', new Blob([await bytesOf(photos[3])]), 'a.jpg');
    const response = await served.ask('/v1/search', { method: 'POST', body: form });
    const byForm = searchResultsSchema.strict().parse(await response.json());
    expect(idsOf(byForm)).toEqual(idsOf(byAsset));
    const byItem = await ask({ item, limit: 4 });
    expect(idsOf(byItem)).toEqual(idsOf(byAsset).slice(1));
  });

  test('computes the same picture once', async () => {
    const body = await bytesOf(photos[7]);
    const computed = () => served.workshop.online.stats().requests.cached;
    const post = async () =>
      await served.ask('/v1/search/image', {
        method: 'POST',
        headers: { 'content-type': 'image/jpeg' },
        body,
      });
    expect((await post()).status).toBe(200);
    const before = computed();
    expect((await post()).status).toBe(200);
    expect(computed()).toBe(before + 1);
  });

  test('names each stage and says of each result what the stages said of it', async () => {
    const found = await ask({ item: idOf(photos[2]), explain: true, limit: 3 });
    expect(found.trace?.map(({ stage, name }) => `${stage} ${name}`)).toEqual([
      'candidates looks',
      'rank fusion',
      'hydrate catalogue',
      'rules safety',
      'rules unlike',
      'rank tiers',
      'rank colours',
      'rules sensitive',
      'diversify copies',
    ]);
    expect(found.results[0]?.because?.scores[0]).toMatchObject({
      stage: 'candidates',
      name: 'looks',
      signal: expect.stringMatching(/^(?:image|crop)_embedding@1$/),
    });
    expect((await ask({ item: idOf(photos[2]) })).trace).toBeUndefined();
  });

  test('leaves out what is unsafe, and puts what is sensitive further down, saying so', async () => {
    const { db } = served.context;
    const item = idOf(photos[4]);
    const [first, second] = idsOf(await ask({ item, copies: true, limit: 30 }));
    const set = async (id: string | undefined, safety: 'safe' | 'sensitive' | 'unsafe') =>
      await db
        .updateTable('items')
        .set({ safety })
        .where('id', '=', id ?? '')
        .execute();
    await set(first, 'unsafe');
    await set(second, 'sensitive');
    const found = await ask({ item, copies: true, limit: 30, explain: true });
    expect(idsOf(found)).not.toContain(first);
    expect(found.leftOut).toMatchObject({ unsafe: 1 });
    const lowered = found.results.find(({ id }) => id === second);
    expect(lowered?.because?.rules).toEqual([expect.stringMatching(/^sensitive/)]);
    expect(idsOf(found).indexOf(second ?? '')).toBeGreaterThan(0);
    expect(idsOf(await ask({ item, unsafe: true, limit: 30, copies: true }))[0]).toBe(first);
    await set(first, 'safe');
    await set(second, 'safe');
  });

  test('shows one of near-duplicates, all of them when asked, and how many were left out', async () => {
    const { db } = served.context;
    const item = idOf(photos[5]);
    const [first, second, third] = idsOf(await ask({ item, limit: 30 }));
    const copies = [first, second, third].map(String);
    await db.updateTable('items').set({ cluster: 'c' }).where('id', 'in', copies).execute();
    const found = await ask({ item, limit: 30, explain: true });
    expect(idsOf(found).filter((id) => copies.includes(id))).toEqual([first]);
    expect(found.leftOut).toEqual({ unsafe: 0, copies: 2 });
    expect(found.results[0]?.because?.rules).toEqual(['2 copies of it left out']);
    expect(idsOf(await ask({ item, limit: 30, copies: true })).slice(0, 3)).toEqual(copies);
    await db.updateTable('items').set({ cluster: null }).where('id', 'in', copies).execute();
  });

  test('corrects a word that no item has, and not when told to take it as typed', async () => {
    const found = await ask({ text: 'persom', limit: 5 });
    const objects = await ask({ text: 'person', limit: 5 });
    if (objects.results.length === 0) return;
    expect(found.corrected).toEqual({
      typed: 'persom',
      shown: 'person',
      words: [{ typed: 'persom', shown: 'person' }],
    });
    expect(idsOf(found)).toEqual(idsOf(objects));
    expect((await ask({ text: 'persom', asTyped: true })).corrected).toBeUndefined();
  });

  test('completes beginnings, also misspelt ones, from what the catalogue has', async () => {
    const complete = async (q: string) =>
      completionsSchema.strict().parse(await served.json(`/v1/search/complete?q=${q}`)).completions;
    const all = (await Promise.all(Array.from('abcdefghijklmnopqrstuvwxyz').map(complete))).flat();
    expect(all.length).toBeGreaterThan(0);
    const [one] = all.toSorted((a, b) => b.text.length - a.text.length);
    const text = one?.text.toLowerCase() ?? '';
    expect((await complete(encodeURIComponent(text.slice(0, 2)))).length).toBeGreaterThan(0);
    expect(await complete(encodeURIComponent(text.slice(0, -1)))).toContainEqual(
      expect.objectContaining({ text: one?.text, corrected: false }),
    );
    expect(await complete('%25')).toEqual([]);
    expect(await complete('')).toEqual([]);
  });

  test('completing is a read of the signals that completions are of', async () => {
    const { db } = served.context;
    const readsOf = async (signal: string) => {
      const row = await db
        .selectFrom('ledger')
        .select(({ fn }) => [
          fn.sum<string>('reads').as('reads'),
          fn.sum<string>('items').as('items'),
        ])
        .where('signal', '=', signal)
        .where('version', '=', 1)
        .executeTakeFirst();
      return { reads: Number(row?.reads ?? 0), items: Number(row?.items ?? 0) };
    };
    const names = { keyphrase: 'keyphrases', topic: 'topics', object: 'objects' } as const;
    const kinds = ['keyphrase', 'topic', 'object'] as const;
    const answers = await Promise.all(
      Array.from('abcdefghijklmnopqrstuvwxyz').map(async (letter) => {
        const answer = await served.json(`/v1/search/complete?q=${letter}`);
        return { letter, ...completionsSchema.parse(answer) };
      }),
    );
    const told = answers.find(({ completions }) =>
      completions.some(({ kind }) => kind !== 'title'),
    );
    if (told === undefined) throw new Error('Nothing completes to the value of a signal.');
    const before = await Promise.all(kinds.map((kind) => readsOf(names[kind])));
    await served.json(`/v1/search/complete?q=${told.letter}`);
    for (const [at, kind] of kinds.entries()) {
      const items = told.completions.filter((one) => one.kind === kind).length;
      const { reads = 0, items: read = 0 } = before[at] ?? {};
      expect(await readsOf(names[kind])).toEqual({
        reads: reads + Math.min(1, items),
        items: read + items,
      });
    }
  });

  test.each([
    [{ parts: [{ text: 'a', weight: 0 }] }, 'invalid-request', /other than 0/],
    [{ parts: [{ text: 'a', weight: 'NaN' }] }, 'invalid-request', /weight/],
    [{ parts: [{ text: 'a', weight: 1e9 }] }, 'invalid-request', /weight/],
    [{ parts: [{ text: 'a', item: 'b' }] }, 'invalid-request', /one of text, item, asset/],
    [{ parts: [{ text: 'a', weight: -1 }] }, 'only-away', /weight above 0/],
    [{ parts: [{ picture: 'x' }] }, 'no-part', /no file of that name/],
    [{ parts: [] }, 'invalid-request', /parts/],
    [{ text: 'a', item: 'b' }, 'one-query', /one of text, item and asset/],
    [{ text: 'a', parts: [{ text: 'b' }] }, 'one-query', /parts/],
    [{ text: 'a', limit: 1e9 }, 'invalid-request', /limit/],
    [{ text: 'a', facet: ['colours:red'] }, 'unknown-field', /medium, topic/],
    [{ item: 'none' }, 'no-item', /There is no item none/],
    [{ asset: '0'.repeat(64) }, 'no-blob', /./],
    [{ text: '   ' }, 'no-query', /words/],
  ])('refuses %j with %s', async (body, code, detail) => {
    const problem = await refused(body);
    expect(problem.code).toBe(code);
    expect(problem.status).toBe(
      code.startsWith('no-') && code !== 'no-query' && code !== 'no-part' ? 404 : 400,
    );
    expect(problem.detail).toMatch(detail);
  });

  test('answers a text of 10,000 letters of as many words as it has', async () => {
    const text = Array.from({ length: 2500 }, (_, at) => (at % 900).toString())
      .join(' ')
      .slice(0, 9990);
    expect((await ask({ text })).results).toBeInstanceOf(Array);
  });
});
