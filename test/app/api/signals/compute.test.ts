import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import sharp from 'sharp';
import { z } from 'zod';
import { computeAnswerSchema, type ComputeAnswer } from '../../../../src/contracts/online.ts';
import { lookupAnswerSchema } from '../../../../src/contracts/lookup.ts';
import { readVersions } from '../../../../src/extraction/versions/versions.ts';
import { drawText } from '../../../fixtures/drawn-text.ts';
import { openmojiPicture } from '../../../fixtures/openmoji.ts';
import { readInto } from '../../../fixtures/read-into.ts';
import { stampFile } from '../../../fixtures/stamps.ts';
import { serve, type Served } from '../../../fixtures/served.ts';

let served: Served;

interface Content {
  readonly id: string;
  readonly pictures: readonly Uint8Array[];
  readonly title?: string;
  readonly description?: string;
  readonly tags?: string;
}

let contents: readonly Content[] = [];

beforeAll(async () => {
  served = await serve();
  contents = await makeContents();
  const folder = join(served.folder, 'catalogue');
  await mkdir(folder);
  const rows = await Promise.all(
    contents.map(async ({ pictures, ...row }) => {
      const image = await Promise.all(
        pictures.map(async (bytes, index) => {
          const name = `${row.id}-${index}.png`;
          await writeFile(join(folder, name), bytes);
          return name;
        }),
      );
      return JSON.stringify({ ...row, ...(image.length > 0 && { image }) });
    }),
  );
  await writeFile(join(folder, 'items.jsonl'), rows.join('\n'));
  const run = await readInto(served, join(folder, 'items.jsonl'));
  expect(run, JSON.stringify(run)).toMatchObject({ done: contents.length, failed: 0 });
});
afterAll(() => served.close());

/** A page with text and a drawing, a drawing with words, two pictures of one item, and words alone. */
async function makeContents(): Promise<Content[]> {
  const zebra = stampFile('animals/mammals/equines/zebra.png');
  const [car, cat] = [await openmojiPicture('1F697', 900), await openmojiPicture('1F408', 300)];
  const words = [{ text: 'Fresh bread every morning', x: 40, y: 80, size: 44 }];
  const { width, height, data } = await drawText(800, 600, words);
  const page = await sharp(data, { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(cat), left: 300, top: 200 }])
    .png()
    .toBuffer();
  return [
    { id: 'page', pictures: [page] },
    { id: 'zebra', pictures: zebra === undefined ? [] : [await readFile(zebra)], title: 'Zebra' },
    { id: 'car', pictures: [car], title: ' A red car ', tags: 'car, #road, car' },
    { id: 'two', pictures: [cat, page], title: 'A cat, and a page' },
    {
      id: 'words',
      pictures: [],
      title: 'Sourdough for beginners',
      description:
        'Mix the flour with water, let the dough rest, and bake the bread in a hot oven.',
      tags: 'baking, bread',
    },
  ];
}

function formOf({ pictures, title, description, tags }: Content): FormData {
  const form = new FormData();
  for (const bytes of pictures) form.append('image', new Blob([bytes]), 'picture.png');
  for (const [name, value] of Object.entries({ title, description, tags })) {
    if (value !== undefined) form.append(name, value);
  }
  return form;
}

async function compute(content: Content, signals: readonly string[]): Promise<ComputeAnswer> {
  const path = `/v1/signals?signals=${signals.join(',')}&deadlineMs=60000`;
  const response = await served.ask(path, { method: 'POST', body: formOf(content) });
  expect(response.status, await response.clone().text()).toBe(200);
  return computeAnswerSchema.parse(await response.json());
}

async function stored(id: string, signals: readonly string[]) {
  const answer = await served.json('/v1/signals/lookup', { ids: [id], signals });
  return lookupAnswerSchema.parse(answer).items[0]?.signals ?? {};
}

/** What a computed or a stored signal says, without when and how it came about. */
function said(signal: object | undefined) {
  const { status, value, reason, parts = [] } = saidSchema.parse(signal ?? {});
  return { status, value, reason, parts: parts.toSorted((a, b) => (a.part < b.part ? -1 : 1)) };
}

const vectorSchema = z
  .looseObject({ vector: z.array(z.number()) })
  // The two may be written with as many digits as they like that say the same float32.
  .transform(({ vector, ...more }) => ({ ...more, vector: vector.map(Math.fround) }));
const valueSchema = z.union([vectorSchema, z.unknown()]);

const outcome = {
  status: z.string(),
  value: valueSchema.optional(),
  reason: z.string().optional(),
};
const saidSchema = z.object({
  ...outcome,
  parts: z.array(z.object({ ...outcome, part: z.string() })).optional(),
});

test('POST /v1/signals gives of every signal exactly the value that a read stored', async () => {
  const { maintained, registry } = await readVersions(served.context.db);
  const signals = maintained.filter((ref) => registry.findExtractor(ref));
  expect(signals.length).toBeGreaterThan(10);
  for (const content of contents) {
    const [online, batch] = [await compute(content, signals), await stored(content.id, signals)];
    for (const signal of signals) {
      expect(said(online.signals[signal]), `${signal} of ${content.id}`).toEqual(
        said(batch[signal]),
      );
    }
  }
});

test('what was computed of a picture is in no cache once an item was deleted', async () => {
  const [page] = contents;
  if (!page) throw new Error('There is no page.');
  const cachedAs = async () => (await compute(page, ['palette'])).signals.palette?.cached;
  await cachedAs();
  expect(await cachedAs()).toBe('memory');
  const { status } = await served.ask(`/v1/items/${encodeURIComponent('car')}`, {
    method: 'DELETE',
  });
  expect(status).toBeLessThan(300);
  await vi.waitFor(async () => expect(await cachedAs()).toBe('no'), {
    timeout: 30_000,
    interval: 500,
  });
}, 40_000);
