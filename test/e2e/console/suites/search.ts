import { beforeAll, describe, expect, it } from 'vitest';
import { known } from '../catalogue.ts';
import { dragPicture } from '../drag-picture.ts';
import type { World } from '../world.ts';
import { useVisits } from './visits.ts';

/** Finding by words, by a picture and by a part of one. */
export function searchSuite(world: () => World): void {
  describe('Search', () => {
    const visit = useVisits(world);
    beforeAll(async () => {
      await world().read();
    }, 180_000);

    it('finds an item by words', async () => {
      const page = await visit('/');
      await page.getByRole('combobox', { name: 'Search by words' }).fill('a ripe fruit');
      await page.keyboard.press('Enter');
      const first = page.getByRole('list', { name: 'Results' }).getByRole('listitem').first();
      await first.getByRole('link', { name: known.fruit.title }).waitFor({ timeout: 30_000 });
      await first.getByText(/words match|means alike/).waitFor();
    });

    it('finds a photo by a copy of it', async () => {
      const page = await visit('/search');
      await page.getByLabel('Choose a picture to search with').setInputFiles(world().sources.photo);
      const first = page.getByRole('list', { name: 'Results' }).getByRole('listitem').first();
      await first.getByRole('link', { name: 'dress 1.jpg' }).waitFor({ timeout: 30_000 });
    });

    it('takes a picture that is dropped on any page', async () => {
      const page = await visit('/runs');
      await dragPicture(page, 'dragover');
      const words = await page.evaluate<string>(
        "getComputedStyle(document.body, '::after').content",
      );
      expect(words).toContain('Drop the picture to search with it');
      await dragPicture(page, 'drop');
      await page.getByText('Searched with the whole picture.').waitFor();
      await page.getByRole('list', { name: 'Results' }).waitFor({ timeout: 30_000 });
    });

    it('finds with the part of a picture that a box is drawn on', async () => {
      const page = await visit(`/item/${encodeURIComponent(known.original)}`);
      const picture = page.getByRole('img', { name: 'original.jpg' }).first();
      const place = await picture.boundingBox();
      if (place === null) throw new Error('The picture is not on the page.');
      await page.mouse.move(place.x + place.width * 0.02, place.y + place.height * 0.02);
      await page.mouse.down();
      await page.mouse.move(place.x + place.width * 0.9, place.y + place.height * 0.9, {
        steps: 5,
      });
      await page.mouse.up();
      await page.getByRole('button', { name: 'Search with this part', exact: true }).click();
      await page.getByText('Searched with the marked part.').waitFor();
      await expect
        .poll(() => new URL(page.url()).searchParams.get('box'))
        .toMatch(/^0\.0\d+,0\.0\d+,0\.8/);
      const results = page.getByRole('list', { name: 'Results' });
      // The two copies of it are copies of each other: the better one stands for both.
      await results.getByRole('link', { name: /^(?:blur|high)/ }).waitFor({ timeout: 30_000 });

      await page.getByRole('button', { name: 'Drawn box' }).press('Escape');
      await page.getByText('Searched with the whole picture.').waitFor();
    });
  });
}
