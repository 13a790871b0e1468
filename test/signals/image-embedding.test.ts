import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { imageEmbeddingDims, imageEmbeddingValue } from '../../src/contracts/values.ts';
import { imageEmbedding } from '../../src/signals/image-embedding.ts';
import { embedImage } from '../../src/signals/image-embedding/embed-image.ts';
import { dataFolder, withoutData } from '../fixtures/data.ts';
import { photoUnit, realTools } from '../fixtures/photo.ts';
import { unitOf } from '../fixtures/unit.ts';

const data = dataFolder();

function photo(category: string, index: number): string {
  const folder = join(data ?? '', 'clothing', category);
  return join(folder, readdirSync(folder).toSorted()[index] ?? '');
}

async function embed(picture: string | Uint8Array): Promise<number[]> {
  const unit = await photoUnit(picture, imageEmbedding.rasters);
  const outcome = await imageEmbedding.extract?.(unit, realTools);
  if (outcome?.status !== 'ok') throw new Error(`expected a vector, got ${outcome?.status}`);
  return imageEmbeddingValue.parse(outcome.value).vector;
}

function product(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

describe('image_embedding', () => {
  test.skipIf(!data)(`puts copies nearer than other pictures ${withoutData}`, async () => {
    const original = await embed(photo('dress', 0));
    expect(original).toHaveLength(imageEmbeddingDims);
    expect(product(original, original)).toBeCloseTo(1, 6);
    const picture = sharp(photo('dress', 0)).autoOrient();
    const { width, height } = await sharp(photo('dress', 0)).metadata();
    const flipped = await embed(await picture.clone().flop().jpeg().toBuffer());
    const small = await embed(await picture.clone().resize(300).jpeg({ quality: 60 }).toBuffer());
    const cropped = await embed(
      await picture
        .clone()
        .extract({
          left: Math.round(width * 0.04),
          top: Math.round(height * 0.04),
          width: Math.round(width * 0.9),
          height: Math.round(height * 0.9),
        })
        .toBuffer(),
    );
    const others = await Promise.all([photo('shoes', 0), photo('hat', 0)].map(embed));
    const nearestOther = Math.max(...others.map((other) => product(original, other)));
    for (const [copy, least] of [
      [flipped, 0.9],
      [small, 0.95],
      [cropped, 0.85],
    ] as const) {
      expect(product(original, copy)).toBeGreaterThan(Math.max(nearestOther, least));
    }
  });

  test('embeds a query exactly as an item', async () => {
    const noise = await sharp({
      create: {
        width: 300,
        height: 200,
        channels: 3,
        background: '#336699',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .png()
      .toBuffer();
    const unit = await photoUnit(noise, imageEmbedding.rasters);
    const query = await embedImage(unit.image?.rasters ?? {}, 'features', realTools);
    expect(query).toEqual(await imageEmbedding.extract?.(unit, realTools));
  });

  test('pools keyframes by the time they stand for, at length 1', () => {
    const axis = (at: number) => ({
      vector: Array.from({ length: imageEmbeddingDims }, (_, index) => (index === at ? 1 : 0)),
    });
    const pooled = imageEmbedding.pool?.([
      { value: axis(0), weight: 0.75 },
      { value: axis(1), weight: 0.25 },
    ]);
    if (pooled?.status !== 'ok') throw new Error(`expected a vector, got ${pooled?.status}`);
    expect(pooled.value.vector.slice(0, 3)).toEqual([3 / Math.sqrt(10), 1 / Math.sqrt(10), 0]);
  });

  test('abstains where there is no picture', async () => {
    expect(await imageEmbedding.extract?.(unitOf(undefined), realTools)).toMatchObject({
      status: 'abstained',
    });
  });
});
