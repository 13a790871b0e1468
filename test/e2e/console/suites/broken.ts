import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openContext, type AppContext } from '../../../../src/app/context.ts';
import { brokenPictures, overflow, seriousViolations } from '../measures.ts';
import type { World } from '../world.ts';
import { act, stateOf } from './version-acts.ts';
import { useVisits } from './visits.ts';

const patience = { timeout: 60_000, interval: 100 };

/** What the owner of a signal is shown where values are not as its contract says. */
export function brokenSuite(world: () => World): void {
  describe('a broken expectation', () => {
    const visit = useVisits(world, [/status of 409/]);
    let context: AppContext;
    beforeAll(async () => {
      context = await openContext(world().home);
      await stretchVector(context, world().sources.photoId);
    }, 30_000);
    afterAll(() => context.close());

    it('keeps a version from being promoted, unless its owner accepts it', async () => {
      const page = await visit('/signals/image_embedding?version=2');
      await act(page, 2, 'Promote …');
      const question = page.getByRole('dialog');
      await question.getByRole('button', { name: 'Check and promote' }).click();
      const refusal = question.getByRole('alert');
      await refusal.getByText('the length of vector is 1').waitFor(patience);
      expect(await seriousViolations(page)).toEqual([]);
      await question.getByRole('checkbox', { name: /all the same/ }).check();
      await question.getByRole('button', { name: 'Check and promote' }).click();
      const note = page.getByRole('dialog', { name: 'v2 is live' });
      await note.getByText('breaks 1 expectation, as accepted').waitFor(patience);
      await note.getByRole('button', { name: 'Roll back to v1 …' }).click();
      await page.getByRole('button', { name: 'Roll back', exact: true }).click();
      await expect.poll(() => stateOf(page, 1), patience).toContain('live');
    }, 90_000);

    it('is shown with the items that broke it, and leads to them', async () => {
      const page = await visit('/signals/image_embedding?version=2');
      const expectations = page.getByRole('region', { name: 'Expectations' });
      const line = expectations.getByRole('listitem').filter({ hasText: 'the length of vector' });
      await line.getByText('broken').waitFor();
      const title = world().sources.photoId.split('/').at(-1) ?? '';
      const example = expectations.getByRole('link', { name: title }).first();
      await expect.poll(() => example.textContent()).toContain('1.1');
      expect(await seriousViolations(page)).toEqual([]);
      expect(await brokenPictures(page)).toEqual([]);
      await page.setViewportSize({ width: 375, height: 740 });
      await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);
      await example.click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
    });
  });
}

/** Leaves a vector that is a tenth too long, as an extractor that forgets to normalise would. */
async function stretchVector({ signals }: AppContext, item: string): Promise<void> {
  const table = await signals.table('image_embedding', 2);
  const records = await table.recordsOf([item]);
  const stretched = records.map((record) => ({
    ...record,
    value: record.value && {
      ...record.value,
      vector: record.value.vector.map((number) => number * 1.1),
    },
  }));
  await table.replace([item], stretched);
}
