import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  browsePageSchema,
  duplicatesSchema,
  facetsSchema,
  itemDetailSchema,
  problemSchema,
  runDetailSchema,
  runSchema,
  searchResultsSchema,
  sorts,
  statusSchema,
} from '../../../src/contracts/api.ts';
import { relatedResultsSchema } from '../../../src/contracts/related.ts';
import { z } from 'zod';
import { signalNames, signalValues } from '../../../src/contracts/values.ts';
import { openmojiPicture } from '../../fixtures/openmoji.ts';
import { readInto } from '../../fixtures/read-into.ts';
import { serve, type Served } from '../../fixtures/served.ts';
import { writeSmallCatalogue } from './small-catalogue.ts';

let served: Served;
let run: string;

beforeAll(async () => {
  served = await serve();
  const read = await readInto(served, await writeSmallCatalogue(served.folder));
  expect(read).toMatchObject({ state: 'done', listed: 12 });
  run = read.id;
}, 240_000);
afterAll(() => served.close());

const browse = async (query = '') =>
  browsePageSchema.strict().parse(await served.json(`/v1/items?${query}`));
const facets = async (query = '') =>
  facetsSchema.strict().parse(await served.json(`/v1/facets?${query}`));
const search = async (body: object) =>
  searchResultsSchema.strict().parse(await served.json('/v1/search', body));
const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);
const item = (id: string) => `/v1/items/${encodeURIComponent(id)}`;

test('GET /v1/items gives every item once whatever the page size and the sort', async () => {
  for (const sort of sorts) {
    const whole = await browse(`sort=${sort}&limit=500`);
    expect(whole.total).toBe(12);
    for (const limit of [1, 5]) {
      const paged: string[] = [];
      for (let offset = 0; offset < whole.total; offset += limit) {
        paged.push(...idsOf((await browse(`sort=${sort}&offset=${offset}&limit=${limit}`)).items));
      }
      expect(paged).toEqual(idsOf(whole.items));
    }
    expect(new Set(idsOf(whole.items)).size).toBe(12);
  }
  expect(await browse('offset=12')).toEqual({ items: [], total: 12 });
});

test('GET /v1/items sorts by id, title, quality and size, the unknown last', async () => {
  const of = async (sort: string) => (await browse(`sort=${sort}`)).items;
  const ids = idsOf(await of('id'));
  expect(ids).toEqual(ids.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  const titles = (await of('title')).map(({ title }) => title);
  expect(titles).toEqual(titles.toSorted());
  const best = (await of('quality-best')).map(({ quality }) => quality ?? -1);
  expect(best).toEqual(best.toSorted((a, b) => b - a));
  const worst = (await of('quality-worst')).map(({ quality }) => quality ?? 2);
  expect(worst).toEqual(worst.toSorted((a, b) => a - b));
  const sizes = (await of('size')).map(({ width, height }) => width * height);
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
});

test('GET /v1/facets counts what GET /v1/items gives for every value of every field', async () => {
  for (const base of ['', 'facet=attribute.shelf:food', 'minQuality=0.3&facet=medium:image']) {
    const { total, facets: fields } = await facets(base);
    expect((await browse(base)).total).toBe(total);
    const filtered = new Set(new URLSearchParams(base).getAll('facet').map((f) => f.split(':')[0]));
    for (const { field, values } of fields) {
      for (const { value, count } of values) {
        // The values of a field that is filtered by are alternatives to its filter.
        const query = new URLSearchParams(base);
        if (filtered.has(field)) query.delete('facet');
        query.append('facet', `${field}:${value}`);
        expect({ field, value, total: (await browse(String(query))).total }).toEqual({
          field,
          value,
          total: count,
        });
      }
    }
  }
  expect((await facets()).facets.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['medium', 'language', 'state', 'reason', 'attribute.shelf', 'quality']),
  );
});

test('GET /v1/items joins fields and takes values of one field as alternatives', async () => {
  const { total } = await browse('facet=attribute.shelf:food&facet=attribute.shelf:animals');
  expect(total).toBe(5);
  const both = await browse('facet=attribute.shelf:food&facet=medium:video');
  expect(both.total).toBe(0);
  expect(idsOf((await browse('facet=attribute.shelf:things%3A%20fast')).items)).toEqual(['car']);
  expect(idsOf((await browse('state=failed')).items)).toEqual(['broken']);
  expect(idsOf((await browse('facet=state:failed')).items)).toEqual(['broken']);
});

test('a filter by a field that no item can have is refused with those there are, one by an attribute is not', async () => {
  for (const path of ['/v1/items', '/v1/facets']) {
    const response = await served.ask(`${path}?facet=medium:image&facet=colours:red`);
    expect(response.status, path).toBe(400);
    expect(problemSchema.parse(await response.json())).toMatchObject({
      code: 'unknown-field',
      detail: expect.stringMatching(/medium, topic.*attribute\.NAME; got "colours:red"/),
    });
  }
  expect((await browse('facet=attribute.none:x')).total).toBe(0);
});

test('GET /v1/items takes the match as it is, with its % and _ and quotes', async () => {
  const matching = async (match: string) =>
    idsOf((await browse(`match=${encodeURIComponent(match)}`)).items);
  expect(await matching('100%_')).toEqual(["it's/100%_done"]);
  expect(await matching("it's/")).toEqual(["it's/100%_done"]);
  expect(await matching('%')).toEqual(["it's/100%_done"]);
  expect(await matching('_')).toEqual(["it's/100%_done"]);
  expect(await matching('APPLE')).toHaveLength(2);
  expect(await matching('\\')).toEqual([]);
  expect(await matching('ÉTÉ 🐕')).toEqual(['chien/été 🐕']);
});

test('GET /v1/items/{id} gives every signal of an item in its own schema', async () => {
  const detail = itemDetailSchema.strict().parse(await served.json(item('chien/été 🐕')));
  expect(detail).toMatchObject({ card: { title: 'Dog', state: 'done' }, failure: null });
  const own = detail.signals.filter(({ part }) => part === '');
  expect(own.map(({ signal }) => signal)).toEqual(
    expect.arrayContaining(['image_embedding', 'text_embedding', 'objects', 'palette', 'safety']),
  );
  for (const { signal, status, value, reason } of detail.signals) {
    const name = signalNames.find((known) => known === signal);
    if (name === undefined) throw new Error(`there is no signal ${signal}`);
    if (status !== 'ok') expect(reason).toBeTypeOf('string');
    // Vectors are shortened, so that their length is not that of the schema.
    else if (!('vector' in signalValues[name].shape)) signalValues[name].parse(value);
  }
});

test('GET /v1/items/{id} says why an item failed', async () => {
  const detail = itemDetailSchema.parse(await served.json(item('broken')));
  expect(detail.card.state).toBe('failed');
  expect(detail.failure?.message).toContain('Expected an image or a video');
});

test('POST /v1/search finds by words, and words of the title come first', async () => {
  const { results, route, tookMs } = await search({ text: 'apple', copies: true });
  expect(idsOf(results).slice(0, 2).toSorted()).toEqual(['apple-green', 'apple-red']);
  expect(route).toContain('words');
  expect(tookMs).toBeGreaterThan(0);
  const scores = results.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(idsOf((await search({ text: 'trees and shade' })).results)[0]).toBe('poem');
  expect((await search({ text: 'apple', limit: 1 })).results).toHaveLength(1);
});

test('POST /v1/search finds what looks like an item, and what looks like a part of it', async () => {
  expect(idsOf((await search({ item: 'apple-red' })).results)[0]).toBe('apple-green');
  const box = { x: 0.2, y: 0.2, width: 0.6, height: 0.6 };
  const part = await search({ item: 'hand-1', box });
  expect(part.results.length).toBeGreaterThan(0);
  expect(idsOf(part.results)).not.toContain('hand-1');
});

test('POST /v1/search/image finds the picture itself, whole or by a box of it', async () => {
  const body = Buffer.from(await openmojiPicture('1F697'));
  const post = async (query: string) => {
    const response = await served.ask(`/v1/search/image?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body,
    });
    return searchResultsSchema.strict().parse(await response.json());
  };
  const [first] = (await post('')).results;
  expect(first?.id).toBe('car');
  expect(first?.score).toBeGreaterThan(0.95);
  expect((await post('box=0.1,0.1,0.8,0.8&limit=3')).results).toHaveLength(3);
});

test('searching and related leave out what is unsafe unless it is asked for', async () => {
  const { db } = served.context;
  const mark = (safety: 'safe' | 'unsafe') =>
    db.updateTable('items').set({ safety }).where('id', '=', 'apple-green').execute();
  await mark('unsafe');
  try {
    expect(idsOf((await search({ text: 'apple' })).results)).not.toContain('apple-green');
    expect(idsOf((await search({ item: 'apple-red' })).results)).not.toContain('apple-green');
    const shown = await search({ text: 'apple', unsafe: true });
    expect(idsOf(shown.results)).toContain('apple-green');
    const related = searchResultsSchema.parse(await served.json('/v1/related/apple-red'));
    expect(idsOf(related.results)).not.toContain('apple-green');
  } finally {
    await mark('safe');
  }
});

test('GET /v1/related leaves out the item, its copies, and all but one of other copies', async () => {
  const { total, clusters } = duplicatesSchema.strict().parse(await served.json('/v1/duplicates'));
  expect(total).toBe(clusters.length);
  const hands = clusters.find(({ items }) => items.some(({ id }) => id === 'hand-1'));
  expect(idsOf(hands?.items ?? []).toSorted()).toEqual(['hand-1', 'hand-2']);
  const related = async (id: string) =>
    idsOf(relatedResultsSchema.strict().parse(await served.json(`/v1/related/${id}`)).results);
  const ofHand = await related('hand-1');
  expect(ofHand).not.toContain('hand-1');
  expect(ofHand).not.toContain('hand-2');
  const ofCat = await related('cat');
  expect(ofCat.filter((id) => id.startsWith('hand-')).length).toBeLessThan(2);
});

test('GET /v1/duplicates gives the cluster of one item, or none', async () => {
  const of = async (id: string) =>
    duplicatesSchema.parse(await served.json(`/v1/duplicates?item=${encodeURIComponent(id)}`));
  expect((await of('hand-2')).clusters.map(({ items }) => items.length)).toEqual([2]);
  expect(await of('poem')).toMatchObject({ total: 0, clusters: [] });
});

test('GET /v1/runs and /v1/runs/{id} tell what was read and what failed', async () => {
  const { runs } = z
    .strictObject({ runs: z.array(runSchema.strict()) })
    .parse(await served.json('/v1/runs'));
  expect(runs[0]).toMatchObject({ id: run, state: 'done', listed: 12 });
  const detail = runDetailSchema.strict().parse(await served.json(`/v1/runs/${run}`));
  expect(detail.failures.flatMap(({ examples }) => idsOf(examples))).toEqual(['broken']);
});

test('GET /v1/status counts items, signals and clusters', async () => {
  const status = statusSchema.strict().parse(await served.json('/v1/status'));
  expect(status).toMatchObject({ items: 12, pending: 0, failed: 1, running: [] });
  expect(Object.keys(status.signals).toSorted()).toEqual([...signalNames].toSorted());
  expect(status.signals.text_embedding).toMatchObject({ ok: 12 });
});
