import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../../src/media/image/decode.ts';
import type { Tools, Unit } from '../../../src/signals/definition.ts';
import { safety } from '../../../src/signals/safety.ts';
import { imageLabels, namedClasses } from '../../../src/signals/safety/image-labels.ts';
import { judge, labelsOfImage } from '../../../src/signals/safety/judge.ts';
import type { Safety } from '../../../src/signals/safety/judge.ts';
import { dataFolder, withoutData } from '../../fixtures/data.ts';
import { testModel } from '../../fixtures/models.ts';
import { openmojiPicture } from '../../fixtures/openmoji.ts';
import { noTools, ocrOf, textUnit } from '../../fixtures/text-unit.ts';

async function safetyOf(unit: Unit): Promise<Safety> {
  const once: Tools['once'] = (_key, compute) => compute();
  const outcome = await safety.extract?.(unit, { model: testModel, once });
  if (outcome?.status !== 'ok') throw new Error('expected a value');
  return safety.schema.parse(outcome.value);
}

async function pictureUnit(bytes: Uint8Array, title?: string): Promise<Unit> {
  const { width, height, rasters } = await decodeImage(bytes, safety.rasters);
  const text = textUnit(title === undefined ? {} : { title });
  return { ...text, image: { width, height, rasters } };
}

describe('imageLabels()', () => {
  it('imageLabels() crosses into sensitive and unsafe where the decision page says', () => {
    const tierAt = (porn: number) =>
      judge(labelsOfImage(namedClasses([0, 0, 1 - porn, porn, 0]))).tier;
    expect([0.89, 0.9, 0.979, 0.98].map(tierAt)).toEqual([
      'safe',
      'sensitive',
      'sensitive',
      'unsafe',
    ]);
    expect(judge(labelsOfImage(namedClasses([0, 0, 0, 0, 1])))).toMatchObject({
      tier: 'sensitive',
    });
    expect(judge(labelsOfImage(namedClasses([0.05, 0.95, 0, 0, 0])))).toMatchObject({
      tier: 'unsafe',
    });
    expect(judge(labelsOfImage(namedClasses([1, 0, 0, 0, 0])))).toMatchObject({
      tier: 'safe',
      labels: [],
    });
  });

  it('imageLabels() never falls when probability moves from neutral to porn', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const scores = [low, high].map((porn) =>
          Math.max(...imageLabels(namedClasses([0, 0, 1 - porn, porn, 0])).values()),
        );
        expect(scores[1]).toBeGreaterThanOrEqual(scores[0] ?? 1);
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});

describe('safety', () => {
  it('safety judges an item without a picture by its texts', async () => {
    const value = await safetyOf(textUnit({ title: 'pro ana thinspo' }, ocrOf('what the f u c k')));
    expect(value).toMatchObject({ tier: 'sensitive', medium: 'none' });
    expect(value.image).toBeUndefined();
    expect(value.labels.map(({ from, label }) => `${from} ${label}`)).toEqual([
      'title promotion',
      'ocr strong',
    ]);
  });

  it('safety abstains when there is neither picture nor text', async () => {
    expect(await safety.extract?.(textUnit({}), noTools)).toMatchObject({ status: 'abstained' });
  });

  it('safety calls OpenMoji drawings safe drawings', { timeout: 120_000 }, async () => {
    for (const hexcode of ['1F34E', '1F600', '1F6B2', '1F984', '1F351', '1F346']) {
      const value = await safetyOf(await pictureUnit(await openmojiPicture(hexcode)));
      expect(value, hexcode).toMatchObject({ tier: 'safe', medium: 'drawing' });
      const { drawing = 0, hentai = 0, neutral = 0, porn = 0, sexy = 0 } = value.image ?? {};
      expect(drawing + hentai + neutral + porn + sexy).toBeCloseTo(1, 4);
    }
  });

  it(
    'safety is as bad as the title when the picture is harmless',
    { timeout: 120_000 },
    async () => {
      const unit = await pictureUnit(await openmojiPicture('1F34E'), 'n1gger');
      expect(await safetyOf(unit)).toMatchObject({ tier: 'unsafe', score: 0.9 });
    },
  );

  const data = dataFolder();
  it.skipIf(data === undefined)(
    `safety blurs few innocent photos and takes few for drawings${data === undefined ? ` ${withoutData}` : ''}`,
    { timeout: 120_000 },
    async () => {
      const folder = join(data ?? '', 'clothing');
      const files = (await readdir(folder, { recursive: true })).filter((file) =>
        file.endsWith('.jpg'),
      );
      const sample = files.toSorted().filter((_, index) => index % 16 === 0);
      const counts = { sensitive: 0, unsafe: 0, safe: 0, drawing: 0 };
      for (const file of sample) {
        const value = await safetyOf(await pictureUnit(await readFile(join(folder, file))));
        counts[value.tier] += 1;
        if (value.medium === 'drawing') counts.drawing += 1;
      }
      expect(counts.unsafe).toBe(0);
      expect(counts.sensitive / sample.length).toBeLessThan(0.04);
      expect(counts.drawing / sample.length).toBeLessThan(0.12);
    },
  );

  it('safety pools a video to its worst keyframe', () => {
    const clean = judge([]);
    const bad = judge(labelsOfImage(namedClasses([0, 0, 0.02, 0.98, 0])));
    const pooled = safety.pool?.([
      { value: { ...clean, medium: 'photo', image: namedClasses([0, 0, 1, 0, 0]) }, weight: 0.9 },
      {
        value: { ...bad, medium: 'drawing', image: namedClasses([0, 0, 0.02, 0.98, 0]) },
        weight: 0.1,
      },
    ]);
    expect(pooled).toMatchObject({
      status: 'ok',
      value: { tier: 'unsafe', medium: 'photo', image: { porn: 0.98 } },
    });
  });
});
