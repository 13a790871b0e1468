import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  adFeatureNames,
  adFeatures,
  adsMatchSchema,
  type AdsMatch,
} from '../../../src/contracts/ads.ts';
import { adModelsSchema } from '../../../src/contracts/ad-models.ts';
import { readVersions } from '../../../src/extraction/versions/versions.ts';
import { openmojiPicture } from '../../fixtures/openmoji.ts';
import { readInto } from '../../fixtures/read-into.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { serve, type Served } from '../../fixtures/served.ts';

const rows = [
  { id: 'apple', hexcode: '1F34E', title: 'Red apple', tags: ['fruit', 'food'] },
  { id: 'dog', hexcode: '1F415', title: 'Dog', tags: ['pet', 'animal'] },
  { id: 'poem', title: 'Bread and fruit for breakfast' },
  {
    id: 'ad-apples',
    hexcode: '1F34F',
    title: 'Green apples from the orchard',
    tags: ['fruit', 'food'],
    sponsored: true,
    landingText: 'Buy fresh apples and other fruit from the orchard. Delivered tomorrow.',
  },
  {
    id: 'ad-cats',
    hexcode: '1F408',
    title: 'Food for cats',
    tags: ['pet', 'animal'],
    sponsored: true,
    landingText: 'Cheap loans without questions.',
  },
  { id: 'ad-hand', hexcode: '270B-1F3FB', title: 'Gloves for hands', sponsored: true },
  { id: 'ad-hand-again', hexcode: '270B-1F3FC', title: 'Gloves for hands', sponsored: true },
  { id: 'ad-text', title: 'A bakery with bread and fruit cake', sponsored: true },
  { id: 'ad-grown-up', hexcode: '1F377', title: 'Wine with fruit', sponsored: true },
  { id: 'ad-harmful', hexcode: '1F349', title: 'Fruit that harms', sponsored: true },
];

let served: Served;
beforeAll(async () => {
  served = await serve();
  const place = join(served.folder, 'catalogue');
  await mkdir(place);
  const lines = [];
  for (const { hexcode, ...row } of rows) {
    if (hexcode !== undefined) {
      await writeFile(join(place, `${row.id}.png`), await openmojiPicture(hexcode, 256));
    }
    lines.push(JSON.stringify({ ...row, ...(hexcode && { image: `${row.id}.png` }) }));
  }
  await writeFile(join(place, 'items.jsonl'), lines.join('\n'));
  await readInto(served, join(place, 'items.jsonl'));
  const { db } = served.context;
  const mark = (id: string, safety: 'sensitive' | 'unsafe') =>
    db.updateTable('items').set({ safety }).where('id', '=', id).execute();
  await mark('ad-grown-up', 'sensitive');
  await mark('ad-harmful', 'unsafe');
  await served.workshop.online.warm(await readVersions(db));
}, 90_000);
afterAll(() => served.close());

const match = async (body: object) =>
  adsMatchSchema.parse(await served.json('/v1/ads/match', body));
const idsOf = ({ results }: AdsMatch) => results.map(({ id }) => id);
const refusal = async (body: object) => {
  const response = await served.ask('/v1/ads/match', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return [response.status, await response.json()];
};

describe('POST /v1/ads/match', () => {
  test('gives an item the ads that suit it first, with features in their ranges', async () => {
    const found = await match({ item: 'apple' });
    expect(found.results[0]).toMatchObject({
      id: 'ad-apples',
      landing: expect.stringContaining('Buy fresh apples'),
    });
    expect(idsOf(found).every((id) => id.startsWith('ad-'))).toBe(true);
    for (const { features, score } of found.results) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThan(1);
      for (const name of adFeatureNames) {
        const value = features[name];
        if (value === null) continue;
        expect(value).toBeGreaterThanOrEqual(adFeatures[name].least);
        expect(value).toBeLessThanOrEqual(adFeatures[name].most);
      }
    }
    const scores = found.results.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(found.scoring).toMatchObject({ version: 1, unused: [] });
    expect(found.versions).toMatchObject({ image_embedding: 1, text_embedding: 1, topics: 1 });
  });

  test('knows a landing page that says what the ad says from one that does not', async () => {
    const { results } = await match({ item: 'apple' });
    const cohesion = (id: string) => results.find((ad) => ad.id === id)?.features.text_landing;
    expect(cohesion('ad-apples')).toBeGreaterThan((cohesion('ad-cats') ?? 0) + 0.2);
    expect(cohesion('ad-text')).toBeNull();
  });

  test('says nothing of features that nobody can know, rather than 0', async () => {
    const { results } = await match({ item: 'apple' });
    const text = results.find(({ id }) => id === 'ad-text');
    expect(text?.features).toMatchObject({ looks: null, objects: null, words_to_picture: null });
    expect(text?.features.meaning).not.toBeNull();
  });

  test('never shows an unsafe ad, and a sensitive one beside safe content only when asked', async () => {
    const usual = idsOf(await match({ text: 'fruit' }));
    expect(usual).not.toContain('ad-harmful');
    expect(usual).not.toContain('ad-grown-up');
    const wanted = idsOf(await match({ text: 'fruit', sensitive: true }));
    expect(wanted).toContain('ad-grown-up');
    expect(wanted).not.toContain('ad-harmful');
    const { db } = served.context;
    const harmful = idsOf(
      await match({
        item: 'apple',
        sponsored: ['attribute.sponsored:true', 'state:done'],
        sensitive: true,
      }),
    );
    expect(harmful).not.toContain('ad-harmful');
    expect(
      await db.selectFrom('items').select('id').where('safety', '=', 'unsafe').execute(),
    ).toHaveLength(1);
  });

  test('shows one of copies and says so, with the evidence of every stage', async () => {
    const { results, trace, explain } = await match({ text: 'gloves', explain: true });
    const hands = results.filter(({ id }) => id.startsWith('ad-hand'));
    expect(hands).toHaveLength(1);
    expect(hands[0]?.because?.rules).toEqual(['1 copy of it left out']);
    const scores = hands[0]?.because?.scores ?? [];
    expect(scores.find(({ name }) => name === 'meaning')?.signal).toBe('text_embedding@1');
    expect(scores.find(({ name }) => name === 'log-odds of meaning')).toBeDefined();
    expect(scores.at(-1)).toMatchObject({ name: 'chance by model 1', value: hands[0]?.score });
    expect(trace?.map(({ stage, name }) => `${stage} ${name}`)).toEqual([
      'candidates near by every route',
      'hydrate catalogue',
      'rules safety',
      'rules beside',
      'rank routes',
      'hydrate features',
      'rank relevance',
      'rules copies',
      'present ads',
    ]);
    expect(explain?.map(({ signal }) => signal)).toContain('text_embedding@1');
  });

  test('takes other items for ads where a condition says so, and narrows them by facets', async () => {
    const sponsored = ['attribute.sponsored:true'];
    expect(idsOf(await match({ item: 'apple', sponsored: ['medium:text'] })).toSorted()).toEqual([
      'ad-text',
      'poem',
    ]);
    expect(idsOf(await match({ item: 'apple', sponsored, facet: ['medium:text'] }))).toEqual([
      'ad-text',
    ]);
    expect(await refusal({ item: 'apple', facet: ['attribute.sponsored:false'] })).toEqual([
      400,
      expect.objectContaining({ code: 'same-field' }),
    ]);
  });

  test('finds ads for a picture with its words', async () => {
    const response = await served.ask('/v1/ads/match/image?text=pet%20dog&limit=2&explain=true', {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: Buffer.from(await openmojiPicture('1F415', 256)),
    });
    const found = adsMatchSchema.parse(await response.json());
    expect(found.results).toHaveLength(2);
    expect(found.results[0]?.id).toBe('ad-cats');
    expect(found.results[0]?.features.looks).not.toBeNull();
    expect(found.results[0]?.features.meaning).not.toBeNull();
  });

  test('says what is wrong with a request', async () => {
    expect(await refusal({})).toEqual([400, expect.objectContaining({ code: 'one-query' })]);
    expect(await refusal({ item: 'apple', text: 'fruit' })).toEqual([
      400,
      expect.objectContaining({ code: 'one-query' }),
    ]);
    expect(await refusal({ text: '  ' })).toEqual([
      400,
      expect.objectContaining({ code: 'no-query' }),
    ]);
    expect(await refusal({ item: 'nothing' })).toEqual([
      404,
      expect.objectContaining({ code: 'no-item' }),
    ]);
    expect(await refusal({ item: 'apple', limit: 1e9 })).toEqual([
      400,
      expect.objectContaining({ code: 'invalid-request' }),
    ]);
    const nobody = await served.ask('/v1/ads/match/image', {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: 'no picture',
    });
    expect(nobody.status).toBe(400);
  });
});

describe('understory ads', () => {
  test('calibrates from judged pairs, scores by what was fitted, and goes back', async () => {
    const { context, folder } = served;
    const cli = (args: readonly string[]) =>
      runCli(args, { home: folder, env: { DATABASE_URL: context.databaseUrl } });
    const ads = rows.filter(({ sponsored }) => sponsored).map(({ id }) => id);
    const texts = [
      'apples',
      'pears',
      'a cat',
      'dogs',
      'hands',
      'gloves',
      'bread',
      'wine',
      'melon',
      'cake',
    ];
    const liked = new Set(['ad-apples', 'ad-text', 'ad-grown-up']);
    const pairs = [...texts, 'red fruit', 'rolls', 'kittens', 'winter', 'lunch'].flatMap((text) =>
      ads.map((ad) => JSON.stringify({ text, ad, relevant: liked.has(ad) ? 1 : 0 })),
    );
    const file = join(folder, 'pairs.jsonl');
    await writeFile(file, [...pairs, '{"item":"gone","ad":"ad-text","relevant":1}'].join('\n'));
    const fitted = await cli(['ads', 'calibrate', file, '--meaning', 'things to eat', '--json']);
    expect(fitted.stderr).toContain('1 items were left out');
    expect(JSON.parse(fitted.stdout)).toMatchObject({
      version: 2,
      missing: ['gone'],
      before: { version: 1 },
      model: { fittedOn: 'things to eat', reliability: { pairs: 105, relevant: 45 } },
    });
    expect((await match({ text: 'lunch' })).scoring).toMatchObject({
      version: 2,
      fittedOn: 'things to eat',
    });
    expect((await cli(['ads', 'use', '1'])).stdout).toContain('by model 1');
    expect((await match({ text: 'lunch' })).scoring.version).toBe(1);
    expect((await cli(['ads', 'use', '7'])).code).toBe(2);
    const listed = adModelsSchema.strict().parse(await served.json('/v1/ads/models'));
    expect(listed).toMatchObject({
      inUse: 1,
      models: [
        { version: 1, fittedAt: null },
        { version: 2, fittedOn: 'things to eat', reliability: { pairs: 105 } },
      ],
      uses: [{ version: 1 }, { version: 2 }],
    });
    const used = adModelsSchema.parse(await served.json('/v1/ads/models/use', { version: 2 }));
    expect(used).toMatchObject({
      inUse: 2,
      uses: [{ version: 2 }, { version: 1 }, { version: 2 }],
    });
    expect((await match({ text: 'lunch' })).scoring.version).toBe(2);
    await served.json('/v1/ads/models/use', { version: 1 });
    await expect(served.json('/v1/ads/models/use', { version: 7 })).rejects.toThrow(
      /no model of relevance 7: there are 1, 2/,
    );
    await expect(served.json('/v1/ads/models/use', { model: 1 })).rejects.toThrow(/version/);
    const said = await cli(['ads', 'match', '--item', 'apple', '--explain']);
    expect(said.stdout).toMatch(/^0\.\d+ {2}ad-apples .*meaning 0\.\d+, topics/);
    expect(said.stderr).toContain('rules safety');
  }, 90_000);
});
