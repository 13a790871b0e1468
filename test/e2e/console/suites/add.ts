import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { overflow, seriousViolations } from '../measures.ts';
import type { World } from '../world.ts';
import { useVisits } from './visits.ts';

/** Files that a person sends into the catalogue. */
export function addSuite(world: () => World): void {
  describe('Add', () => {
    const visit = useVisits(world, [/status of 400 .*\/v1\/items\)/]);
    beforeAll(async () => {
      await world().read();
    }, 180_000);

    it('takes files of the machine into the catalogue, and says why it does not take one', async () => {
      const page = await visit('/');
      await page.getByRole('button', { name: 'Add …' }).click();
      const dialog = page.getByRole('dialog', { name: 'Add pictures and videos' });
      const background = { r: 30, g: 90, b: 160 };
      const picture = sharp({ create: { width: 320, height: 200, channels: 3, background } });
      await dialog.getByLabel('Files').setInputFiles([
        { name: 'Blue wall.png', mimeType: 'image/png', buffer: await picture.png().toBuffer() },
        { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('only words') },
      ]);
      await dialog.getByRole('button', { name: 'Add 2 files' }).click();
      const refused = dialog.getByRole('list', { name: 'What was not taken' });
      await refused.getByText('Expected an image or a video').waitFor();
      await expect.poll(() => refused.getByRole('listitem').count()).toBe(1);
      await expect.poll(() => seriousViolations(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      const items = page.getByRole('list', { name: 'Items' });
      await items.getByRole('link', { name: 'Blue wall' }).first().click({ timeout: 30_000 });
      await page.getByRole('heading', { level: 1, name: 'Blue wall' }).waitFor();
      await page.getByText('Blue wall.png, file 1').first().waitFor();
    }, 60_000);

    it('fits a phone', async () => {
      const page = await visit('/', { width: 375, height: 740 });
      await page.getByRole('button', { name: 'Add …' }).click();
      await page.getByRole('dialog', { name: 'Add pictures and videos' }).waitFor();
      await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);
    });
  });
}
