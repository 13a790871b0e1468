import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { dragPicture } from '../drag-picture.ts';
import { layoutShift, overflow, seriousViolations } from '../measures.ts';
import type { World } from '../world.ts';
import { useVisits } from './visits.ts';

const patience = { timeout: 20_000, interval: 200 };

/** How the server goes, as it is seen while it is asked. */
export function liveSuite(world: () => World): void {
  describe('Live', () => {
    const visit = useVisits(world, [/status of 404/]);

    it('computes signals of a picture of one’s own, and shows it in the charts', async () => {
      const page = await visit('/live');
      const form = page.getByRole('region', { name: 'Try it' });
      await form.getByLabel('Choose a picture to send').setInputFiles(world().sources.photo);
      await form.getByRole('checkbox', { name: 'palette' }).check();
      for (const name of ['image_embedding', 'objects']) {
        await form.getByRole('checkbox', { name, exact: true }).uncheck();
      }
      await form.getByRole('button', { name: 'Send', exact: true }).click();
      await form.getByText('round trip').waitFor(patience);
      const row = form.getByRole('row').filter({ hasText: 'palette@1' });
      await expect.poll(() => row.textContent()).toMatch(/ok.*"colours"/s);
      await page.getByRole('button', { name: 'POST /v1/signals' }).waitFor(patience);
      expect(await layoutShift(page)).toBeLessThan(0.05);
    }, 60_000);

    it('draws the requests of one route, refused ones among them', async () => {
      const page = await visit('/live');
      await page.evaluate("Promise.all([1, 2, 3].map((at) => fetch('/v1/deletions/none-' + at)))");
      const route = page.getByRole('button', { name: 'GET /v1/deletions/:id' });
      await route.click(patience);
      await expect.poll(() => route.getAttribute('aria-pressed')).toBe('true');
      await expect
        .poll(() => new URL(page.url()).searchParams.get('route'))
        .toBe('GET /v1/deletions/:id');
      const cells = page.getByRole('row').filter({ has: route }).getByRole('cell');
      await expect
        .poll(async () => (await cells.allTextContents()).slice(1, 4), patience)
        .toEqual(['3', '3', '0']);
      const latency = page.getByRole('group', { name: /^Latency/ });
      await latency.focus();
      await latency.press('ArrowLeft');
      await page.getByText(/^\d\d:\d\d:\d\d: p50/).waitFor({ state: 'attached' });
      expect(await seriousViolations(page)).toEqual([]);
    }, 60_000);

    it('asks for nothing while it is paused, and goes on from there', async () => {
      const page = await visit('/live');
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Go on' }).waitFor();
      const asked = countAsked(page);
      await page.waitForTimeout(2500);
      expect(asked()).toBe(0);
      await page.getByRole('button', { name: 'Go on' }).click();
      await expect.poll(asked, patience).toBeGreaterThan(1);
    }, 30_000);

    it('takes a picture that is dropped on its form, which nothing is searched with', async () => {
      const page = await visit('/live', { width: 375, height: 740 });
      await dragPicture(page, 'drop', '[data-takes-pictures]');
      await page.getByRole('img', { name: 'The picture to send' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/live');
      await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);
    });
  });
}

/** How often the page has asked for how it goes, from now on. */
function countAsked(page: Page): () => number {
  let asked = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/v1/live')) asked += 1;
  });
  return () => asked;
}
