import { describe, expect, test } from 'vitest';
import type { Box } from '../../src/contracts/box.ts';
import { cropEmbeddingValue } from '../../src/contracts/values.ts';
import { cropEmbedding } from '../../src/signals/crop-embedding.ts';
import { chooseCrops } from '../../src/signals/crop-embedding/choose-crops.ts';
import { cutCrop } from '../../src/signals/crop-embedding/cut-crop.ts';
import { embedImage } from '../../src/signals/image-embedding/embed-image.ts';
import { checkerboard } from '../fixtures/scenes.ts';
import { realTools } from '../fixtures/photo.ts';
import { unitOf } from '../fixtures/unit.ts';

const object = (label: string, score: number, box: Box) => ({ label, score, box });
const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });
const view = {
  width: 400,
  height: 200,
  channels: 3 as const,
  data: checkerboard(400, 200, ['#ff0000', '#00ff00', '#0000ff', '#ffffff']),
};

describe('chooseCrops()', () => {
  test('takes at most four large and confident boxes, no two of the same view', () => {
    const chosen = chooseCrops([
      object('couch', 0.9, box(0, 0.4, 0.6, 0.5)),
      object('bed', 0.6, box(0, 0.41, 0.6, 0.49)),
      object('clock', 0.9, box(0.8, 0, 0.1, 0.1)),
      object('person', 0.34, box(0.5, 0, 0.5, 1)),
      object('dog', 0.5, box(0.6, 0.5, 0.3, 0.4)),
      object('cat', 0.5, box(0.1, 0.1, 0.3, 0.3)),
      object('vase', 0.4, box(0.4, 0.1, 0.2, 0.2)),
      object('cup', 0.36, box(0.7, 0.1, 0.18, 0.18)),
    ]);
    expect(chosen.map(({ index, object: { label } }) => `o${index} ${label}`)).toEqual([
      'o0 couch',
      'o4 dog',
      'o5 cat',
      'o6 vase',
    ]);
  });
});

describe('cutCrop()', () => {
  test('gives the pixels inside of the box and no others', async () => {
    const { square224 } = await cutCrop(view, box(0.5, 0, 0.5, 0.5));
    const pixels = square224?.data ?? new Uint8Array();
    expect(pixels).toHaveLength(224 * 224 * 3);
    expect(pixels.every((value, at) => value === (at % 3 === 1 ? 255 : 0))).toBe(true);
  });

  test.each([
    [box(1, 1, 0, 0), '#ffffff'],
    [box(0, 0, 1e-9, 1e-9), '#ff0000'],
  ])('gives at least one pixel for %o', async (tiny, colour) => {
    const { square224 } = await cutCrop(view, tiny);
    expect(Buffer.from(square224?.data.subarray(0, 3) ?? []).toString('hex')).toBe(colour.slice(1));
  });
});

describe('crop_embedding', () => {
  test('embeds each chosen box as a picture of its own, by its place among the objects', async () => {
    const objects = [
      object('clock', 0.9, box(0, 0, 0.05, 0.05)),
      object('kite', 0.8, box(0.2, 0.2, 0.6, 0.6)),
    ];
    const unit = unitOf({ view1280: view }, { signals: { objects: { objects } } });
    const outcome = await cropEmbedding.extractParts?.(unit, realTools);
    if (outcome?.status !== 'ok') throw new Error(`expected parts, got ${outcome?.status}`);
    expect(outcome.value).toHaveLength(1);
    const [{ part, value } = { part: '', value: undefined }] = outcome.value;
    expect(part).toBe('o1');
    const alone = await embedImage(
      await cutCrop(view, box(0.2, 0.2, 0.6, 0.6)),
      'features',
      realTools,
    );
    expect(cropEmbeddingValue.parse(value)).toEqual({
      ...objects[1],
      vector: alone.status === 'ok' ? alone.value.vector : [],
    });
  });

  test('abstains where no box is large and sure enough', async () => {
    const unit = unitOf({ view1280: view }, { signals: { objects: { objects: [] } } });
    expect(await cropEmbedding.extractParts?.(unit, realTools)).toMatchObject({
      status: 'abstained',
    });
  });
});
