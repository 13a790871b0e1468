import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { known } from '../catalogue.ts';
import { layoutShift, overflow, seriousViolations } from '../measures.ts';
import type { World } from '../world.ts';
import { useVisits } from './visits.ts';

const pages: readonly (readonly [name: string, path: string])[] = [
  ['Explore', '/'],
  ['what failed', '/?facet=state:failed'],
  ['a photo', `/item/${encodeURIComponent(known.original)}`],
  ['a drawing with text', `/item/${known.sign.id}`],
  ['a sensitive item', `/item/${known.sensitive.id}`],
  ['a video', `/item/${encodeURIComponent(known.film)}`],
  ['a letter', `/item/${encodeURIComponent(known.letter)}`],
  ['a failed item', `/item/${encodeURIComponent(known.bomb)}`],
  ['Search', '/search'],
  ['results', '/search?q=forest'],
  ['Duplicates', '/duplicates'],
  ['Signals', '/signals'],
  ['a filtered list of signals', '/signals?match=nothing+like+it'],
  ['a signal', '/signals/image_embedding'],
  ['a version that was never computed', '/signals/crop_embedding?version=2'],
  ['Jobs', '/jobs'],
  ['a question', '/jobs?backfill=new'],
  ['the jobs of one signal', '/jobs?signal=image_embedding&order=-begun'],
  ['Consumers', '/consumers'],
  ['a consumer', '/consumers/home-feed'],
  ['this installation as a consumer', '/consumers/console'],
  ['a consumer that is not there', '/consumers/nobody'],
  ['an item that is not there', '/item/nothing'],
  ['a page that is not there', '/nothing'],
  ['Runs', '/runs'],
  ['Live', '/live'],
  ['Home', '/home'],
  ['a home feed', '/home/nobody?explain=true'],
];

/** What holds of every page, in both themes and on a phone. */
export function everyPageSuite(world: () => World): void {
  describe('every page', () => {
    const visit = useVisits(world, [/status of 404/]);
    beforeAll(async () => {
      await world().read();
    }, 180_000);
    const open = async (page: Page, path: string) => {
      await page.goto(new URL(path, world().address).href);
      await page.waitForLoadState('networkidle');
    };

    // Several windows at once: most of the time each waits for the network to be still.
    it('has nothing that axe finds serious when it is light and when it is dark', async () => {
      await Promise.all(
        [0, 1].map(async (half) => {
          const page = await visit('/');
          for (const [name, path] of pages.filter((_, index) => index % 2 === half)) {
            await open(page, path);
            expect(await seriousViolations(page), name).toEqual([]);
          }
        }),
      );
    }, 120_000);

    it('fits 375, 768 and 1024 pixels, and does not shift while it loads', async () => {
      await Promise.all(
        [375, 768, 1024].map(async (width) => {
          const page = await visit('/', { width, height: 740 });
          for (const [name, path] of pages) {
            await open(page, path);
            await expect
              .poll(() => overflow(page), { message: `${name} at ${width}` })
              .toBeLessThanOrEqual(0);
            expect(await layoutShift(page), `${name} at ${width}`).toBeLessThan(0.05);
          }
        }),
      );
    }, 180_000);

    it('of a run has nothing that axe finds serious', async () => {
      const page = await visit('/runs');
      await page.getByRole('link', { name: 'things', exact: true }).click();
      await page.getByRole('region', { name: 'Failures' }).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
    });
  });
}
