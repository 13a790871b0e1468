import { beforeAll, describe, expect, test } from 'vitest';
import type { Raster } from '../../../src/contracts/raster.ts';
import { boundsOf } from '../../../src/signals/ocr/bounds.ts';
import { regionsToRead } from '../../../src/signals/ocr/cheap-look.ts';
import { findText, fullLook } from '../../../src/signals/ocr/find-text.ts';
import { drawText, hasFonts } from '../../fixtures/drawn-text.ts';
import { testModel } from '../../fixtures/models.ts';

describe.skipIf(!(await hasFonts()))(
  'text is looked for (skipped where no font is installed)',
  () => {
    let raster: Raster;
    beforeAll(async () => {
      raster = await drawText(900, 900, [
        { text: 'spring and summer collection', x: 100, y: 300, size: 28 },
      ]);
    });

    test('regionsToRead() gives a small part of the picture when text is only there', async () => {
      const regions = await regionsToRead(await testModel('ppocr-v4-det'), raster, 1);
      const area = regions.reduce((sum, { x0, y0, x1, y1 }) => sum + (x1 - x0) * (y1 - y0), 0);
      expect(area).toBeGreaterThan(0);
      expect(area).toBeLessThan(0.15 * 900 * 900);
    });

    test('findText() finds the whole line when the look saw only its middle', async () => {
      const detector = await testModel('ppocr-v4-det');
      const [whole] = await findText(detector, raster, fullLook);
      const middle = { x0: 230, y0: 260, x1: 330, y1: 330 };
      const [grown, ...others] = await findText(detector, raster, async () => [middle]);
      expect(others).toEqual([]);
      const [expected, got] = [boundsOf(whole?.quad ?? []), boundsOf(grown?.quad ?? [])];
      expect(Math.abs(got.x0 - expected.x0)).toBeLessThan(6);
      expect(Math.abs(got.x1 - expected.x1)).toBeLessThan(6);
    });
  },
);

test('regionsToRead() gives the whole picture when strokes are everywhere', async () => {
  const side = 320;
  const data = new Uint8Array(side * side * 3);
  for (let pixel = 0; pixel < side * side; pixel += 1) {
    const [x, y] = [pixel % side, Math.floor(pixel / side)];
    data.fill(
      (Math.floor(x / 4) + Math.floor(y / 4)) % 2 === 0 ? 0 : 255,
      pixel * 3,
      pixel * 3 + 3,
    );
  }
  const raster = { width: side, height: side, channels: 3 as const, data };
  expect(await regionsToRead(await testModel('ppocr-v4-det'), raster, 1)).toEqual([
    { x0: 0, y0: 0, x1: side, y1: side },
  ]);
});
