import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { known } from '../catalogue.ts';
import { dragPicture } from '../drag-picture.ts';
import { typo } from '../few-sources.ts';
import { layoutShift, overflow, seriousViolations } from '../measures.ts';
import type { World } from '../world.ts';
import { useVisits } from './visits.ts';

const trousers = 'part=1:item:pants/pants+1.jpg';
const paths = [
  '/search',
  '/search?q=apple&explain=true',
  `/search?${trousers}&part=2:words:apple&part=-1:item:tree&explain=true`,
  '/search?picture=12345',
  '/search?part=-1:words:apple',
] as const;

const resultsOf = (page: Page) =>
  page.getByRole('list', { name: 'Results' }).getByRole('listitem').getByRole('article');
const partsOf = (page: Page) => new URL(page.url()).searchParams.getAll('part');

/** A search made of words, pictures and items. */
export function mixSuite(world: () => World): void {
  describe('a mixed search', () => {
    const visit = useVisits(world);
    beforeAll(async () => {
      await world().read();
    }, 180_000);

    it('adds a result, weighs it, keeps away from another, and is in the address', async () => {
      const page = await visit('/search?q=apple');
      await resultsOf(page).filter({ hasText: known.fruit.title }).first().hover();
      await page.getByRole('button', { name: 'Not like Red apple' }).click();
      await expect.poll(() => partsOf(page)).toEqual(['1:words:apple', '-1:item:fruit']);
      await page.getByText('Apple pie').first().waitFor();
      const results = page.getByRole('list', { name: 'Results' });
      await expect.poll(() => results.getByText(known.fruit.title).count()).toBe(0);

      await page.getByLabel('How much apple counts').selectOption('more');
      await expect.poll(() => partsOf(page)).toEqual(['2:words:apple', '-1:item:fruit']);
      await page.getByRole('button', { name: 'Remove Red apple' }).click();
      await page.getByRole('link', { name: known.fruit.title }).waitFor();

      await page.goBack();
      await expect.poll(() => partsOf(page)).toEqual(['2:words:apple', '-1:item:fruit']);
      const shared = await visit(page.url().replace(/^https?:\/\/[^/]+/, ''));
      await shared.getByRole('button', { name: 'Look at Red apple' }).waitFor();
      await shared.getByText('Apple pie').first().waitFor();
    });

    it('takes words that lead away, and gives the last part back to be changed', async () => {
      const page = await visit('/search?q=apple');
      const field = page.getByRole('combobox', { name: 'More words' });
      await field.fill('not pie');
      await field.press('Enter');
      await expect.poll(() => partsOf(page)).toEqual(['1:words:apple', '-1:words:pie']);
      await field.press('Backspace');
      await expect.poll(() => field.inputValue()).toBe('not pie');
      await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('apple');
    });

    it('says which words it searched for in place of a slip, and searches for the slip', async () => {
      const page = await visit(`/search?q=${typo.typed}`);
      await page.getByText(`Showing results for ${typo.meant}`).waitFor();
      await page.getByRole('link', { name: known.fruit.title }).waitFor();
      await page.getByRole('button', { name: `Search instead for ${typo.typed}` }).click();
      await page.getByText(`Showing results for ${typo.meant}`).waitFor({ state: 'detached' });
      await expect.poll(() => new URL(page.url()).searchParams.get('asTyped')).toBe('true');
    });

    it('completes words while they are typed, by the keys', async () => {
      const page = await visit('/search');
      const field = page.getByRole('combobox', { name: 'Words to search for' });
      await field.pressSequentially('app');
      const option = page.getByRole('option', { name: /^Apple pie/i });
      await option.waitFor();
      const isSelected = () => option.getAttribute('aria-selected');
      await expect
        .poll(async () => {
          if ((await isSelected()) !== 'true') await field.press('ArrowDown');
          return await isSelected();
        })
        .toBe('true');
      await field.press('Enter');
      await expect.poll(() => new URL(page.url()).searchParams.get('q')).toMatch(/apple pie/i);
      await page.getByRole('link', { name: /Apple pie/ }).waitFor();
    });

    it("searches with an object that is tapped in a picture of one's own", async () => {
      const page = await visit('/search');
      await page.getByLabel('Choose a picture to search with').setInputFiles(world().sources.photo);
      const object = page.getByRole('button', { name: /^Search with this part: / }).first();
      await object.press('Enter');
      await page.getByText('Searched with the marked part.').waitFor();
      await page.getByRole('link', { name: 'pants 1.jpg' }).first().waitFor();
      const before = new URL(page.url()).searchParams.get('box');
      const box = page.getByRole('button', { name: 'Drawn box' });
      await box.press('Shift+ArrowLeft');
      await box.press('Enter');
      await expect.poll(() => new URL(page.url()).searchParams.get('box')).not.toBe(before);
    });

    it('adds a picture that is dropped on the bar to what is there', async () => {
      const page = await visit('/search?q=apple');
      await resultsOf(page).first().waitFor();
      await dragPicture(page, 'drop', '.query-bar');
      await expect
        .poll(() => partsOf(page).map((one) => one.replace(/\d+$/, '')))
        .toEqual(['1:words:apple', '1:picture:']);
      await page.getByRole('button', { name: 'Look at your picture' }).waitFor();
      await resultsOf(page).nth(3).waitFor();
      await dragPicture(page, 'drop');
      await expect.poll(() => new URL(page.url()).searchParams.get('picture')).toMatch(/^\d+$/);
      expect(partsOf(page)).toEqual([]);
    });

    it('narrows by the facets of the catalogue', async () => {
      const page = await visit('/search?item=pants/pants+1.jpg');
      await resultsOf(page).first().waitFor();
      await page.getByRole('button', { name: 'Filters' }).click();
      const filters = page.getByRole('dialog', { name: 'Filters' });
      await filters.getByRole('checkbox', { name: /^pants/ }).check();
      await filters.getByRole('button', { name: 'Show the results' }).click();
      await page.getByRole('button', { name: /^Remove filter Folder: pants/ }).waitFor();
      await expect.poll(() => resultsOf(page).count()).toBe(2);
    });

    it('collapses copies, counts them, and shows them on demand', async () => {
      const page = await visit('/search?item=pants/pants+1.jpg');
      await page.getByText('+ 1 copy', { exact: true }).waitFor();
      await page.getByRole('switch', { name: 'Copies too' }).check();
      await page.getByText('+ 1 copy', { exact: true }).waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'blur-a-little.jpg' }).waitFor();
    });

    it('explains how it searched, and why each result is there', async () => {
      const page = await visit('/search?q=apple&explain=true');
      const how = page.getByRole('region', { name: 'How these were found' });
      await how.getByRole('list', { name: 'Stages' }).getByText('Safety').waitFor();
      await how
        .getByRole('link', { name: /^text_embedding@\d/ })
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'Why Red apple?' }).click();
      const why = page.getByRole('dialog', { name: 'Why this?' });
      await why.getByRole('listitem').filter({ hasText: 'Words' }).first().waitFor();
      await why.getByText(/^Number \d of \d$/).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await why.waitFor({ state: 'detached' });
    });

    it('goes from result to result by the arrows', async () => {
      const page = await visit('/search?q=apple');
      const links = page.getByRole('list', { name: 'Results' }).getByRole('link');
      await links.first().focus();
      await page.keyboard.press('ArrowRight');
      const focused = () => page.evaluate<string>('document.activeElement.dataset.index');
      await expect.poll(() => focused()).toBe('1');
    });

    it('says that a picture is gone, and that all parts lead away', async () => {
      const page = await visit('/search?picture=12345');
      await page.getByRole('heading', { name: 'That picture is gone' }).waitFor();
      await page.goto(new URL('/search?part=-1:words:apple', page.url()).href);
      await page.getByRole('heading', { name: /^Away from this/ }).waitFor();
    });

    it('is seen in both themes, fits a phone and does not shift', async () => {
      const page = await visit('/', { width: 375, height: 740 });
      for (const path of paths) {
        await page.goto(new URL(path, world().address).href);
        await page.waitForLoadState('networkidle');
        await expect.poll(() => overflow(page), { message: path }).toBeLessThanOrEqual(0);
        expect(await layoutShift(page), path).toBeLessThan(0.05);
        expect(await seriousViolations(page), path).toEqual([]);
      }
    }, 60_000);
  });
}
