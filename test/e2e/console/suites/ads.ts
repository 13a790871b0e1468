import { beforeAll, describe, expect, it } from 'vitest';
import { adFeatureNames } from '../../../../src/contracts/ads.ts';
import { known } from '../catalogue.ts';
import { dragPicture } from '../drag-picture.ts';
import { layoutShift, overflow, seriousViolations } from '../measures.ts';
import type { World } from '../world.ts';
import { useVisits } from './visits.ts';

/** The sponsored items that suit something, and how far they are to be trusted. */
export function adsSuite(world: () => World): void {
  describe('Ads', () => {
    const visit = useVisits(world);
    beforeAll(async () => {
      await world().read();
    }, 180_000);

    it('shows the ads for an item that is chosen, with every feature, and says why', async () => {
      const page = await visit('/');
      await page.getByRole('link', { name: 'Ads', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Ads' }).waitFor();
      await page
        .getByRole('list', { name: 'Items' })
        .getByRole('link', { name: known.fruit.title })
        .press('Enter');
      await page.getByRole('heading', { name: `Ads for ${known.fruit.title}` }).waitFor();
      const ads = page.getByRole('list', { name: 'Ads', exact: true });
      const first = ads.getByRole('article').first();
      await first.getByRole('link', { name: 'Apple pie' }).waitFor();
      await first.getByText('Apple pies and other cakes').waitFor();
      const features = first.getByRole('list', { name: 'Features of Apple pie' });
      await expect.poll(() => features.getByRole('listitem').count()).toBe(adFeatureNames.length);
      await expect
        .poll(() => features.getByRole('listitem').first().textContent())
        .toMatch(/^Looks-?[01]\./);
      await expect.poll(() => features.textContent()).toContain('Picture text–unknown');
      await first.getByRole('button', { name: 'Why Apple pie?' }).press('Enter');
      const why = page.getByRole('dialog', { name: 'Why this?' });
      await why.getByText('Log odds of meaning').waitFor();
      await why.getByText('Chance by model 1').waitFor();
    });

    it('finds ads for words, and for a picture that is dropped on the page', async () => {
      const page = await visit('/ads');
      const words = page.getByRole('combobox', { name: 'Words to find ads for' });
      await words.fill('a forest');
      await words.press('Enter');
      await page.waitForURL(/\/ads\?q=a/);
      const ads = page.getByRole('list', { name: 'Ads', exact: true });
      const first = ads.getByRole('article').first();
      await first.getByRole('link', { name: 'A tree of the forest' }).waitFor({ timeout: 30_000 });
      await dragPicture(page, 'drop', '.ads-bar');
      await page.waitForURL(/\/ads\?picture=/);
      await page.getByRole('heading', { name: 'Ads for Your picture' }).waitFor();
      await expect
        .poll(() => ads.getByRole('article').count(), { timeout: 30_000 })
        .toBeGreaterThan(0);
    });

    it('tells how well the chances of the model in use held', async () => {
      const page = await visit('/ads');
      const models = page.getByRole('region', { name: 'How far to trust the chances' });
      await models.getByText('Calibration error (ECE)').waitFor();
      await models.getByRole('img', { name: /^Reliability diagram/ }).waitFor();
      await models.getByRole('row', { name: /^1, in use/ }).waitFor();
    });

    it('says why a picture of another visit is not there any more', async () => {
      const page = await visit('/ads?picture=1');
      await page.getByRole('heading', { name: 'That picture is gone' }).waitFor();
    });

    it('is seen in both themes, fits a phone and does not shift', async () => {
      const page = await visit('/', { width: 375, height: 740, scheme: 'dark' });
      for (const path of ['/ads', '/ads?item=fruit&explain=true']) {
        await page.goto(new URL(path, world().address).href);
        await page.waitForLoadState('networkidle');
        await expect.poll(() => overflow(page), { message: path }).toBeLessThanOrEqual(0);
        expect(await layoutShift(page), path).toBeLessThan(0.05);
        expect(await seriousViolations(page), path).toEqual([]);
      }
    }, 60_000);
  });

  describe('Ads for an item that is not there', () => {
    const visit = useVisits(world, [/status of 404/]);

    it('says so, and asks no more', async () => {
      const page = await visit('/ads?item=nothing');
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.getByRole('alert').count()).toBe(1);
    });
  });
}
