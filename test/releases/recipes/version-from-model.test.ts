import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodersSchema } from '../../../src/contracts/encoders.ts';
import type { Job } from '../../../src/contracts/jobs.ts';
import type { SignalRef } from '../../../src/contracts/signal-ref.ts';
import { findJob } from '../../../src/extraction/backfill/job-view.ts';
import { readVersions } from '../../../src/extraction/versions/versions.ts';
import { addHubModel } from '../../../src/models/hub/add-model.ts';
import { removeModel } from '../../../src/releases/recipes/remove-model.ts';
import { cosineOf } from '../../../src/signals/embedding.ts';
import { tableOf } from '../../../src/storage/lance/table-of.ts';
import { pictureOf as picturePart } from '../../../src/surfaces/search/parts-of.ts';
import type { SearchPart } from '../../../src/surfaces/search/query.ts';
import { search } from '../../../src/surfaces/search/search.ts';
import { commit, startHub, type HubServer } from '../../fixtures/hub-server.ts';
import { readInto } from '../../fixtures/read-into.ts';
import { serve, type Served } from '../../fixtures/served.ts';
import { imageWeights, tokenVector } from '../../fixtures/tiny-encoders.ts';
import { ownModels, tinyPair } from '../../fixtures/tiny-pair.ts';

const third: SignalRef<'image_embedding'> = 'image_embedding@3';

/** Solid colours: the encoder gives a vector that can be computed by hand. */
const colours = {
  'red.png': [250, 10, 10],
  'orange.png': [250, 120, 10],
  'green.png': [10, 250, 10],
  'blue.png': [10, 10, 250],
} as const;

let served: Served;
let hub: HubServer;
let model: string;
let textModel: string;

beforeAll(async () => {
  served = await serve();
  await ownModels(served.context.home.models);
  hub = await startHub(tinyPair);
  const folder = join(served.folder, 'colours');
  await mkdir(folder);
  for (const [name, rgb] of Object.entries(colours)) {
    await writeFile(join(folder, name), await pictureOf(rgb));
  }
  await readInto(served, folder);
  await addPair();
});
afterAll(async () => {
  await hub.close();
  await served.close();
});

async function addPair(): Promise<void> {
  const options = { modelsDir: served.context.home.models, baseUrl: hub.url, retries: 0 };
  const [image, words] = await addHubModel('hf:tester/tiny-pair', options);
  model = image?.manifest.name ?? '';
  textModel = words?.manifest.name ?? '';
}

async function pictureOf([r, g, b]: readonly number[]): Promise<Buffer> {
  const background = { r: r ?? 0, g: g ?? 0, b: b ?? 0 };
  return await sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .png()
    .toBuffer();
}

function vectorOf(rgb: readonly number[]): number[] {
  const sums = [0, 1].map((at) =>
    rgb.reduce(
      (sum, value, channel) => sum + (value / 255) * (imageWeights[channel]?.[at] ?? 0),
      0,
    ),
  );
  return sums.map((value) => value / Math.hypot(...sums));
}

function meanOf(vectors: readonly (readonly [number, number])[]): number[] {
  const sums = [0, 1].map((at) => vectors.reduce((sum, vector) => sum + (vector[at] ?? 0), 0));
  return sums.map((value) => value / Math.hypot(...sums));
}

function add(signal: string, version: number, asked: object): Promise<unknown> {
  return served.json(`/v1/signals/${signal}/versions`, { version, ...asked });
}

async function backfilled(ref: SignalRef): Promise<Job> {
  const [name, version] = ref.split('@');
  const answer = (await served.json(`/v1/signals/${name}/backfill`, {
    version: Number(version),
    begin: true,
  })) as { job: Job | null };
  for (;;) {
    const job = await findJob(served.context.db, answer.job?.id ?? '');
    if (job.state !== 'running') return job;
    await sleep(50);
  }
}

async function searched(rgb: readonly number[]) {
  return await found([picturePart(await pictureOf(rgb))], 3);
}

async function found(parts: readonly SearchPart[], limit: number) {
  const { context, workshop } = served;
  const searcher = {
    stores: context,
    online: workshop.online,
    deadline: performance.now() + 60_000,
  };
  return await search(parts, { limit, unsafe: true, copies: true }, searcher);
}

async function events(type: string): Promise<unknown[]> {
  const page = await served.json(`/v1/changes?types=${type}&limit=500`);
  return (page as { events: { data: unknown }[] }).events.map(({ data }) => data);
}

const stateOf = async (ref: SignalRef) => (await readVersions(served.context.db)).stateOf(ref);

describe('a version from a model', () => {
  test.each([
    ['ocr', 2, {}, /versions of image_embedding, crop_embedding, text_embedding; those of ocr are/],
    [
      'image_embedding',
      2,
      {},
      /image_embedding@2 is there already.*next version is image_embedding@3/,
    ],
    [
      'image_embedding',
      5,
      {},
      /Expected image_embedding@3, the next version, got image_embedding@5/,
    ],
    ['image_embedding', 3, { model: 'nothing' }, /no model nothing.*tester--tiny-pair.*models add/],
    ['image_embedding', 3, { model: 'hf:tester/other' }, /models add hf:tester\/other/],
    ['image_embedding', 3, { model: '../../etc' }, /no model \.\.\/\.\.\/etc/],
    ['image_embedding', 3, { model: 'use-lite' }, /no model use-lite/],
    [
      'image_embedding',
      3,
      { pooling: 'mean' },
      /Expected the pooling none for the output image_embeds/,
    ],
    ['crop_embedding', 3, {}, /image_embedding, which has no version by tester--tiny-pair/],
  ])('of %s@%i is refused where it cannot be made: %o', async (signal, version, asked, why) => {
    await expect(add(signal, version, { model: 'hf:tester/tiny-pair', ...asked })).rejects.toThrow(
      why,
    );
    expect((await readVersions(served.context.db)).registry.recipeOf(third)).toBeUndefined();
  });

  test('is refused of a model that encodes something else', async () => {
    await expect(add('image_embedding', 3, { model: textModel })).rejects.toThrow(
      /Expected an encoder of pictures, but .* encodes text: it can make a version of text_embedding/,
    );
  });

  test('is offered the encoders that fit its signal, by whom its signals are made', async () => {
    const offered = async (signal: string) =>
      encodersSchema.parse(await served.json(`/v1/signals/${signal}/encoders`)).encoders;
    const facts = { licence: 'apache-2.0', poolings: ['none'], makes: [] };
    const image = { ...facts, model, origin: `hf:tester/tiny-pair@${commit}` };
    expect(await offered('image_embedding')).toMatchObject([image]);
    expect(await offered('crop_embedding')).toMatchObject([image]);
    expect(await offered('text_embedding')).toMatchObject([{ ...facts, model: textModel }]);
    await expect(offered('ocr')).rejects.toThrow(/those of ocr are code/);
  });

  test('is added by a request, known at once, told of, and described by its contract', async () => {
    const asked = { model: 'hf:tester/tiny-pair', owner: 'search@example.com' };
    const added = await add('image_embedding', 3, asked);
    expect(added).toMatchObject({ ref: third, state: 'defined', model, dims: 2, pooling: 'none' });
    expect(added).toMatchObject({ words: textModel });
    expect(await served.json('/v1/signals/text_embedding/encoders')).toMatchObject({
      encoders: [{ model: textModel, makes: [third] }],
    });
    expect(await stateOf(third)).toBe('defined');
    expect(await events('understory.signal.version.changed.v1')).toEqual([
      { signal: 'image_embedding', version: 3, state: 'defined' },
    ]);
    expect(await events('understory.contract.changed.v1')).toEqual([
      { signal: 'image_embedding', version: 3, breaking: false },
    ]);
    const { versions, lineage } = (await served.json('/v1/signals/image_embedding')) as {
      versions: { ref: string; owner: string; models: string[] }[];
      lineage: { edges: unknown[] };
    };
    expect(versions.find(({ ref }) => ref === third)).toMatchObject({
      owner: 'search@example.com',
      models: [model],
      metric: 'cosine',
    });
    expect(lineage.edges).toContainEqual({ from: `model:${model}`, to: third });
    const contract = JSON.stringify(
      await served.json('/v1/signals/image_embedding/contract?version=3'),
    );
    expect(contract).toContain('"minItems":2,"maxItems":2');
    await expect(add('image_embedding', 3, asked)).rejects.toThrow(/is there already/);
  });

  test('is computed by worker threads of a program that does not know it', async () => {
    expect(await backfilled(third)).toMatchObject({ state: 'done', done: 4, failed: 0 });
    const table = await tableOf(served.context.signals, third);
    for (const [name, rgb] of Object.entries(colours)) {
      const [record] = await table.recordsOf([name]);
      const expected = vectorOf(rgb);
      expect(record?.status, name).toBe('ok');
      record?.value?.vector.forEach((number, at) =>
        expect(number).toBeCloseTo(expected[at] ?? 2, 5),
      );
    }
  });

  test('is compared with no other version', async () => {
    const vectors = await Promise.all(
      (['image_embedding@1', third] as const).map(async (space) => {
        const [record] = await (
          await tableOf(served.context.signals, space)
        ).recordsOf(['red.png']);
        return { space, vector: record?.value?.vector ?? [] };
      }),
    );
    const [one, other] = vectors;
    if (!one || !other) throw new Error('no vectors');
    expect(() => cosineOf(one, other)).toThrow(/versions are never comparable/);
    const first = await searched(colours['red.png']);
    expect(first.results[0]?.id).toBe('red.png');
  });

  test('embeds the pictures of those who search once it is promoted, and of fresh content', async () => {
    const promoted = await served.json('/v1/signals/image_embedding/promote', { version: 3 });
    expect(promoted).toMatchObject({ from: 'image_embedding@1', to: third });
    const found = await searched([250, 100, 10]);
    const [red, orange] = [vectorOf([250, 100, 10]), vectorOf(colours['orange.png'])];
    const cosine = red.reduce((sum, number, at) => sum + number * (orange[at] ?? 0), 0);
    expect(found.results[0]).toMatchObject({ id: 'orange.png' });
    expect(found.results[0]?.score).toBeCloseTo(cosine, 4);
    const fresh = join(served.folder, 'fresh');
    await mkdir(fresh);
    await writeFile(join(fresh, 'teal.png'), await pictureOf([10, 128, 128]));
    await readInto(served, fresh);
    expect((await searched([10, 128, 128])).results[0]?.id).toBe('teal.png');
  });

  test('embeds a part of a picture that is searched with', async () => {
    const [red, blue] = [await pictureOf(colours['red.png']), await pictureOf(colours['blue.png'])];
    const bytes = await sharp(red)
      .extend({ right: 64 })
      .composite([{ input: blue, left: 64, top: 0 }])
      .png()
      .toBuffer();
    const box = { x: 0.5, y: 0, width: 0.5, height: 1 };
    const answer = await found([picturePart(bytes, 1, box)], 1);
    expect(answer).toMatchObject({
      results: [{ id: 'blue.png' }],
      versions: { image_embedding: 3 },
    });
  });

  test('finds pictures by words, where the encoder is of a pair', async () => {
    const answer = await found([{ kind: 'text', text: 'tea', weight: 1 }], 5);
    // [CLS] tea . [SEP], of which the full stop is unknown.
    const words = meanOf([2, 7, 1, 3].map(tokenVector));
    const cosineWith = (rgb: readonly number[]) =>
      vectorOf(rgb).reduce((sum, number, at) => sum + number * (words[at] ?? 0), 0);
    const green = cosineWith(colours['green.png']);
    expect(green).toBeGreaterThan(cosineWith(colours['orange.png']));
    expect(answer.versions).toMatchObject({ image_embedding: 3 });
    expect(answer.results.find(({ id }) => id === 'green.png')?.why).toContain(
      `its picture is near to the words (${green.toFixed(2)})`,
    );
  });

  test('embeds the same words once for all who search with them, in no version of texts', async () => {
    const { online } = served.workshop;
    const counted = () => {
      const { computed, cache } = online.stats();
      const [words = 0] = ['words of image_embedding@3'].map((name) => computed[name] ?? 0);
      return { words, hits: cache.memoryHits, named: Object.keys(computed) };
    };
    const before = counted();
    const text = [{ kind: 'text', text: 'a red cup', weight: 1 }] as const;
    const first = await found(text, 5);
    expect(counted().words).toBe(before.words + 1);
    const again = await found(text, 5);
    expect(counted().words).toBe(before.words + 1);
    expect(counted().hits).toBeGreaterThan(before.hits);
    expect(again.results).toEqual(first.results);
    expect(counted().named.filter((name) => name.startsWith('text_embedding'))).toEqual([
      'text_embedding@1',
    ]);
  });

  test('of crops shares the space of the pictures by the same encoder', async () => {
    const added = await add('crop_embedding', 3, { model });
    expect(added).toMatchObject({ ref: 'crop_embedding@3', space: third, dims: 2 });
    expect(await backfilled('crop_embedding@3')).toMatchObject({ state: 'done', failed: 0 });
    await served.json('/v1/signals/crop_embedding/promote', { version: 3 });
    expect((await searched(colours['blue.png'])).results[0]?.id).toBe('blue.png');
    await served.json('/v1/signals/crop_embedding/rollback', {});
  });

  test('goes back in one step', async () => {
    await served.json('/v1/signals/image_embedding/rollback', {});
    expect(await stateOf(third)).toBe('kept');
    expect((await searched(colours['green.png'])).results[0]?.id).toBe('green.png');
  });

  test('keeps its model from being removed until it is dropped', async () => {
    const { db, home } = served.context;
    const remove = (name = model) => removeModel(name, { db, modelsDir: home.models });
    await expect(remove(textModel)).rejects.toThrow(/makes image_embedding@3: drop it first/);
    await expect(remove()).rejects.toThrow(/makes image_embedding@3, crop_embedding@3: drop them/);
    await expect(served.json('/v1/signals/image_embedding/drop', { version: 3 })).rejects.toThrow(
      /image_embedding@3 is what crop_embedding@3 is made of or compared with/,
    );
    await served.json('/v1/signals/crop_embedding/drop', { version: 3 });
    await served.json('/v1/signals/image_embedding/drop', { version: 3 });
    expect(await served.context.signals.listTables()).not.toContain(third);
    expect(await remove()).toMatchObject({ name: model });
    expect(await events('understory.model.changed.v1')).toContainEqual(
      expect.objectContaining({ model, state: 'removed' }),
    );
  });

  test('that was dropped is computed again only with its model', async () => {
    await expect(backfilled(third)).rejects.toThrow(
      /is not on this machine: `understory models add hf:tester\/tiny-pair@0123/,
    );
    await addPair();
    expect(await backfilled(third)).toMatchObject({ state: 'done', done: 5, failed: 0 });
    await expect(add('image_embedding', 3, { model })).rejects.toThrow(/is there already/);
  });

  test('never changes', async () => {
    const { db } = served.context;
    await expect(db.deleteFrom('signal_recipes').execute()).rejects.toThrow(/is never changed/);
  });
});
