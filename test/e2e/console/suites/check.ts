import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dataFolder } from '../../../fixtures/data.ts';
import { overflow, seriousViolations } from '../measures.ts';
import type { World } from '../world.ts';
import { useVisits } from './visits.ts';

/** Whether a picture of one's own is a copy of anything. */
export function checkSuite(world: () => World): void {
  describe('Check a picture', () => {
    const visit = useVisits(world);
    beforeAll(async () => {
      await world().read();
    }, 180_000);

    it('says of which items an edited picture is a copy, and how each step decided', async () => {
      const page = await visit('/duplicates');
      const edit = join(dataFolder() ?? '', 'pdq', 'bridge-mods', 'high-contrast.jpg');
      await page.getByLabel('Choose a picture to check').setInputFiles(edit);
      await page.getByText(/^It is a copy of .*, one of 2 that are nearly the same\.$/).waitFor();
      const copy = page.getByRole('article', { name: 'original.jpg' });
      await copy.getByText('bits that differ').waitFor();
      await copy.getByText('≤ 31 of 256').waitFor();
      expect(await seriousViolations(page)).toEqual([]);

      await page.getByRole('button', { name: 'Close' }).click();
      await page.getByRole('list', { name: 'Clusters' }).waitFor();
      await page.goBack();
      await page.getByText(/^It is a copy of /).waitFor();
    });

    it('says that a picture of its own is no copy, on a phone too', async () => {
      const page = await visit('/duplicates', { width: 375, height: 740 });
      const other = join(dataFolder() ?? '', 'pdq', 'q0003.jpg');
      await page.getByLabel('Choose a picture to check').setInputFiles(other);
      await page.getByText('It is not a copy of anything here.').waitFor();
      await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);
    });
  });
}
