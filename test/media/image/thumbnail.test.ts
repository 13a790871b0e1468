import sharp from 'sharp';
import { expect, test } from 'vitest';
import { renderThumbnail } from '../../../src/media/image/thumbnail.ts';

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } });

test('renderThumbnail() gives an upright WebP of the width asked for', async () => {
  const turned = await picture(800, 400).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const metadata = await sharp(await renderThumbnail(turned, 100)).metadata();
  expect(metadata).toMatchObject({ format: 'webp', width: 100, height: 200 });
});

test('renderThumbnail() does not enlarge', async () => {
  const small = await picture(40, 20).png().toBuffer();
  expect((await sharp(await renderThumbnail(small, 320)).metadata()).width).toBe(40);
});

test('renderThumbnail() refuses SVG', async () => {
  await expect(renderThumbnail(Buffer.from('<svg/>'), 320)).rejects.toMatchObject({
    code: 'svg-refused',
  });
});
