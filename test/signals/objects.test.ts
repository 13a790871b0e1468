import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { objectsValue } from '../../src/contracts/values.ts';
import { objects } from '../../src/signals/objects.ts';
import { intersectionOverUnion } from '../../src/signals/objects/non-maximum-suppression.ts';
import { photoUnit, realTools } from '../fixtures/photo.ts';
import { stampFile, withoutStamps } from '../fixtures/stamps.ts';
import { unitOf } from '../fixtures/unit.ts';

const elephant = stampFile('animals/mammals/elephant.png');
const zebra = stampFile('animals/mammals/equines/zebra.png');

async function found(picture: string | Uint8Array) {
  const outcome = await objects.extract?.(await photoUnit(picture, objects.rasters), realTools);
  if (outcome?.status !== 'ok') throw new Error(`expected objects, got ${outcome?.status}`);
  return objectsValue.parse(outcome.value).objects;
}

describe('objects', () => {
  test.skipIf(!elephant || !zebra)(
    `finds two cut-out photos where they were placed ${withoutStamps}`,
    async () => {
      const [left, right] = await Promise.all(
        [elephant, zebra].map((file) =>
          sharp(file)
            .flatten({ background: '#ffffff' })
            .resize(440, 360, { fit: 'fill' })
            .toBuffer(),
        ),
      );
      const scene = await sharp({
        create: { width: 1000, height: 800, channels: 3, background: '#ffffff' },
      })
        .composite([
          { input: left ?? '', left: 40, top: 380 },
          { input: right ?? '', left: 530, top: 40 },
        ])
        .jpeg({ quality: 92 })
        .toBuffer();
      const all = await found(scene);
      for (const [label, box] of [
        ['elephant', { x: 0.04, y: 0.475, width: 0.44, height: 0.45 }],
        ['zebra', { x: 0.53, y: 0.05, width: 0.44, height: 0.45 }],
      ] as const) {
        const best = all.find((object) => object.label === label);
        expect(best?.score).toBeGreaterThan(0.4);
        expect(best && intersectionOverUnion(best.box, box)).toBeGreaterThan(0.75);
      }
    },
  );

  test('finds nothing in an empty picture', async () => {
    const blank = await sharp({
      create: { width: 640, height: 480, channels: 3, background: '#808080' },
    })
      .png()
      .toBuffer();
    expect(await found(blank)).toEqual([]);
  });

  test('abstains where there is no picture', async () => {
    expect(await objects.extract?.(unitOf(undefined), realTools)).toMatchObject({
      status: 'abstained',
    });
  });
});
