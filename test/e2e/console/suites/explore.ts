import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { known } from '../catalogue.ts';
import { brokenPictures, filterOf, layoutShift, overflow } from '../measures.ts';
import type { World } from '../world.ts';
import { useVisits } from './visits.ts';

const patience = { timeout: 15_000, interval: 50 };

/** The catalogue, narrowed and widened. */
export function exploreSuite(world: () => World): void {
  describe('Explore', () => {
    const visit = useVisits(world);
    beforeAll(async () => {
      await world().read();
    }, 180_000);

    it('shows every item when nothing narrows it', async () => {
      const page = await visit('/');
      await page.getByRole('heading', { name: '32 items' }).waitFor();
      const items = page.getByRole('list', { name: 'Items' });
      await items.getByRole('link', { name: known.fruit.title }).waitFor();
      await expect.poll(() => items.getByRole('listitem').count(), patience).toBe(32);
      expect(await brokenPictures(page)).toEqual([]);
    });

    it('narrows by a value of a facet until its chip is removed', async () => {
      const page = await visit('/');
      await checkFacet(page, 'Medium', 'video');
      await page.getByRole('heading', { name: '1 item', exact: true }).waitFor();
      await expect.poll(() => page.url()).toContain('facet=medium:video');
      await page.getByRole('button', { name: 'Remove filter Medium: video' }).click();
      await page.getByRole('heading', { name: '32 items' }).waitFor();
      await expect.poll(() => new URL(page.url()).search).toBe('');
    });

    it('shows topics as a tree whose branches narrow', async () => {
      const page = await visit('/');
      await checkFacet(page, 'Topic', 'Food and drink');
      await page.getByRole('heading', { name: '1 item', exact: true }).waitFor();
      await page.getByRole('link', { name: known.fruit.title }).waitFor();
      const chip = page.getByRole('list', { name: 'Active filters' });
      await chip.getByText('Food and drink').waitFor();
    });

    it('shows what failed and where to read why', async () => {
      const page = await visit('/?facet=state:failed');
      await page.getByRole('heading', { name: '2 items' }).waitFor();
      await expect.poll(() => page.getByText('Could not be read').count()).toBe(2);
      await page.getByRole('link', { name: 'bomb.png' }).click();
      await page.getByRole('heading', { name: 'Too many pixels' }).waitFor();
      await page.getByText('understory retry --failed').waitFor();
    });

    it('sorts by title when it is asked to', async () => {
      const page = await visit('/');
      await page.getByRole('combobox', { name: 'Sort' }).selectOption('By title');
      const first = page.getByRole('list', { name: 'Items' }).getByRole('link').first();
      await expect.poll(() => first.textContent(), patience).toContain(known.sign.title);
    });

    it('finds items by a part of their title and says when there are none', async () => {
      const page = await visit('/');
      await page.getByLabel('Id or title contains').fill('apple');
      await page.getByRole('heading', { name: '1 item', exact: true }).waitFor();
      await page.getByLabel('Id or title contains').fill('no such thing');
      await page.getByRole('heading', { name: 'No item matches these filters' }).waitFor();
      await page.getByRole('button', { name: 'Clear all filters' }).click();
      await page.getByRole('heading', { name: '32 items' }).waitFor();
      await expect.poll(() => page.getByLabel('Id or title contains').inputValue()).toBe('');
    });

    it('keeps a sensitive picture blurred and grey until it is revealed', async () => {
      const page = await visit('/?facet=safety:sensitive&facet=safety:unsafe');
      const card = page.getByRole('listitem').filter({ hasText: known.sensitive.title });
      const picture = card.locator('img');
      await picture.waitFor();
      await expect.poll(() => filterOf(picture)).toMatch(/grayscale\(1\).*blur/);
      await card.getByRole('button', { name: /^Reveal sensitive picture/ }).click();
      await expect.poll(() => filterOf(picture)).toBe('none');

      await page.getByRole('link', { name: known.sensitive.title }).click();
      await page.getByRole('heading', { name: known.sensitive.title }).waitFor();
      const large = page.getByRole('img', { name: known.sensitive.title });
      await expect.poll(() => filterOf(large)).toMatch(/grayscale\(1\).*blur/);
      await page
        .getByRole('button', { name: /^Reveal sensitive picture/ })
        .first()
        .click();
      await expect.poll(() => filterOf(large)).toBe('none');
    });

    it('has its filters in a drawer when the window is 375 pixels wide', async () => {
      const page = await visit('/', { width: 375, height: 740 });
      await page.getByRole('button', { name: 'Filters' }).click();
      const drawer = page.getByRole('dialog', { name: 'Filters' });
      await drawer.getByLabel(/^text 1/).check();
      await drawer.getByRole('button', { name: 'Show 1 item' }).click();
      await page.getByText('The understory waits in the shade').waitFor();
      await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);
    });

    it('does not shift when it is loaded and scrolled', async () => {
      const page = await visit('/');
      await page.getByRole('heading', { name: '32 items' }).waitFor();
      for (let step = 0; step < 6; step++) {
        await page.mouse.wheel(0, 600);
        await page.waitForTimeout(60);
      }
      expect(await layoutShift(page)).toBeLessThan(0.05);
    });
  });
}

async function checkFacet(page: Page, field: string, value: string): Promise<void> {
  const group = page.getByRole('group', { name: field, exact: true });
  await group.getByRole('checkbox', { name: new RegExp(`^${value} `) }).check();
}
