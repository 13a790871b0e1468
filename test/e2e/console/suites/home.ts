import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { layoutShift, overflow, seriousViolations } from '../measures.ts';
import type { World } from '../world.ts';
import { useVisits } from './visits.ts';

const patience = { timeout: 20_000, interval: 100 };

/** Being a user whose interests and feed form from what they do. */
export function homeSuite(world: () => World): void {
  describe('Home', () => {
    const visit = useVisits(world);
    beforeAll(async () => {
      await world().read();
    }, 180_000);

    it('forms interests and the feed from what is saved and hidden, and forgets all of it', async () => {
      const page = await visit('/home');
      await page.getByRole('textbox', { name: /^A user/ }).fill('Iva');
      await page.getByRole('button', { name: 'Be this user' }).click();
      await page.getByRole('heading', { level: 1, name: 'Iva' }).waitFor();
      await page.getByText('Nothing is known yet.').waitFor();

      const saved = await actOnFirst(page, 'Save');
      const interests = page.getByRole('list', { name: 'Interests' });
      await interests.getByRole('link', { name: `The middle of it: ${saved}` }).waitFor(patience);
      const feed = page.getByRole('list', { name: 'Feed' });
      await feed
        .getByText(/because you saved/)
        .first()
        .waitFor(patience);
      await expect
        .poll(() => feed.getByRole('button', { name: `Save ${saved}`, exact: true }).count())
        .toBe(0);

      const hidden = await actOnFirst(page, 'Hide');
      await page.getByText('1 hidden').waitFor(patience);
      await expect
        .poll(() => feed.getByRole('button', { name: `Hide ${hidden}`, exact: true }).count())
        .toBe(0);
      expect(await seriousViolations(page)).toEqual([]);

      await page.getByRole('button', { name: 'Forget …' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Forget' }).click();
      await page.getByText('Nothing is known yet.').waitFor(patience);
      await feed.getByRole('button', { name: `Save ${saved}`, exact: true }).waitFor(patience);
    }, 60_000);

    it('says why each item is there and which stages brought it', async () => {
      const page = await visit('/home/Hugo?explain=true');
      const stages = page.getByRole('list', { name: 'Stages' });
      await stages.getByText('Exploration').waitFor(patience);
      await page.getByRole('button', { name: /^Why / }).first().click();
      const why = page.getByRole('dialog', { name: 'Why this?' });
      await why.getByRole('button', { name: 'Open it' }).click();
      await page.getByText(/^You opened /).waitFor(patience);
      await page.getByRole('list', { name: 'Interests' }).waitFor(patience);
    }, 60_000);

    it('fits a phone and stays where it is while items are saved by the keyboard', async () => {
      const page = await visit('/home/Gita', { width: 375, height: 740 });
      const save = page.getByRole('button', { name: /^Save / }).first();
      await save.press('Enter');
      await page.getByText(/^You saved /).waitFor(patience);
      await page.getByRole('list', { name: 'Interests' }).waitFor(patience);
      await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);
      expect(await layoutShift(page)).toBeLessThan(0.05);
    }, 60_000);
  });
}

/** Does something with the first item of the feed; gives what it is called. */
async function actOnFirst(page: Page, verb: 'Save' | 'Hide'): Promise<string> {
  const button = page.getByRole('button', { name: new RegExp(`^${verb} `) }).first();
  const title = (await button.getAttribute('aria-label'))?.slice(verb.length + 1) ?? '';
  await button.click();
  const past = verb === 'Save' ? 'saved' : 'hid';
  await page.getByText(`You ${past} ${title}.`, { exact: true }).waitFor(patience);
  return title;
}
