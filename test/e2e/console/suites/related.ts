import { beforeAll, describe, expect, it } from 'vitest';
import { known } from '../catalogue.ts';
import { layoutShift, overflow, seriousViolations } from '../measures.ts';
import type { World } from '../world.ts';
import { useVisits } from './visits.ts';

const pathOf = (id: string) => `/related/${encodeURIComponent(id)}`;

/** A walk from item to item. */
export function relatedSuite(world: () => World): void {
  describe('Related', () => {
    const visit = useVisits(world);
    beforeAll(async () => {
      await world().read();
    }, 180_000);

    it('begins with an item, walks on, and goes back over the trail', async () => {
      const page = await visit('/related');
      await page.getByRole('link', { name: known.fruit.title }).click();
      await page.getByRole('heading', { level: 1, name: known.fruit.title }).waitFor();
      const related = page.getByRole('list', { name: 'Related items' });
      await related.getByRole('link').first().click();
      const trail = page.getByRole('navigation', { name: 'Trail' });
      await trail.getByRole('link', { name: known.fruit.title }).waitFor();
      await related.getByRole('link').first().click();
      await expect.poll(() => trail.getByRole('listitem').count()).toBe(2);
      await trail.getByRole('link', { name: known.fruit.title }).click();
      await page.getByRole('heading', { level: 1, name: known.fruit.title }).waitFor();
      await expect.poll(() => trail.getByRole('listitem').count()).toBe(0);
    });

    it('is related in the way that is chosen, and says how and why', async () => {
      const page = await visit(pathOf('pants/pants 1.jpg'));
      await page.getByRole('radio', { name: 'Same look' }).press('Space');
      await expect.poll(() => new URL(page.url()).searchParams.get('by')).toBe('look');
      const related = page.getByRole('list', { name: 'Related items' });
      await related
        .getByRole('link', { name: /^pants [23]/ })
        .first()
        .waitFor();
      await page.getByRole('switch', { name: 'Explain' }).check();
      const how = page.getByRole('region', { name: 'How these were found' });
      await how.getByRole('list', { name: 'Stages' }).getByText('Looks').waitFor();
      await page
        .getByRole('button', { name: /^Why pants/ })
        .first()
        .click();
      const why = page.getByRole('dialog', { name: 'Why this?' });
      await why.getByRole('link', { name: 'image_embedding@1' }).first().waitFor();
    });

    it('tells kinds by a field, and leaves out what is of the same kind', async () => {
      const page = await visit(pathOf('pants/pants 1.jpg'));
      await page.getByRole('radio', { name: 'Goes with it' }).press('Space');
      await page.getByLabel('Kinds by').selectOption('Folder');
      await expect
        .poll(() => new URL(page.url()).searchParams.get('kind'))
        .toBe('attribute.folder');
      const region = page.getByRole('region', { name: 'Related' });
      await expect.poll(() => region.getAttribute('aria-busy')).toBe('false');
      await region.getByRole('link', { name: /^(?:original|blur-a-little)/ }).waitFor();
      await expect.poll(() => region.getByRole('link', { name: /^pants/ }).count()).toBe(0);
    });

    it('asks for more difference by the keys of the slider', async () => {
      const page = await visit(pathOf('pants/pants 1.jpg'));
      await page.getByRole('slider', { name: 'Diversity' }).press('ArrowRight');
      await expect.poll(() => new URL(page.url()).searchParams.get('lambda')).toBe('0.75');
      await page.getByText('λ 0.75').waitFor();
    });

    it('is opened from the page of an item', async () => {
      const page = await visit('/item/fruit');
      await page.getByRole('link', { name: 'Walk on from here' }).click();
      await page.waitForURL(/\/related\/fruit/);
      await page.getByRole('link', { name: 'Search with it' }).click();
      await page.waitForURL(/\/search\?item=fruit/);
    });

    it('is seen in both themes, fits a phone and does not shift', async () => {
      const page = await visit('/', { width: 375, height: 740 });
      for (const path of [
        '/related',
        `${pathOf('fruit')}?explain=true&trail=tree`,
        `${pathOf('fruit')}?by=complementary&kind=attribute.folder`,
      ]) {
        await page.goto(new URL(path, world().address).href);
        await page.waitForLoadState('networkidle');
        await expect.poll(() => overflow(page), { message: path }).toBeLessThanOrEqual(0);
        expect(await layoutShift(page), path).toBeLessThan(0.05);
        expect(await seriousViolations(page), path).toEqual([]);
      }
    }, 60_000);
  });

  describe('Related of an item that is not there', () => {
    const visit = useVisits(world, [/status of 404/]);

    it('says so', async () => {
      const page = await visit(pathOf('nothing'));
      await page.getByRole('heading', { level: 1, name: 'There is nothing here' }).waitFor();
    });
  });
}
