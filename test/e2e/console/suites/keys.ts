import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../world.ts';
import { useVisits } from './visits.ts';

/** The console without a mouse. */
export function keysSuite(world: () => World): void {
  describe('keys', () => {
    const visit = useVisits(world);
    beforeAll(async () => {
      await world().read();
    }, 180_000);

    it('/ goes to the search field and Enter searches', async () => {
      const page = await visit('/');
      await page.getByRole('heading', { name: '32 items' }).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('forest');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: /tree of the forest/ }).waitFor({ timeout: 30_000 });
    });

    it('arrows go from picture to picture, Enter opens, Escape comes back', async () => {
      const page = await visit('/');
      const links = page.getByRole('list', { name: 'Items' }).getByRole('link');
      await links.first().focus();
      const focused = () => page.evaluate<string>('document.activeElement.dataset.index');
      await expect.poll(() => focused()).toBe('0');
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => focused()).toBe('1');
      await page.keyboard.press('ArrowDown');
      await expect.poll(focused).not.toBe('1');
      await page.keyboard.press('ArrowUp');
      await expect.poll(focused).toBe('1');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/item\/.*at=1/);
      await page.getByRole('link', { name: 'Next' }).waitFor();
      await page.keyboard.press('ArrowRight');
      await page.waitForURL(/\/item\/.*at=2/);
      await page.keyboard.press('Escape');
      await page.getByRole('heading', { name: '32 items' }).waitFor();
    });

    it('? shows the keys and Escape closes them', async () => {
      const page = await visit('/');
      await page.getByRole('heading', { name: '32 items' }).waitFor();
      await page.keyboard.press('?');
      const dialog = page.getByRole('dialog', { name: 'Keys' });
      await dialog.getByText('to the search field').waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    });
  });
}
