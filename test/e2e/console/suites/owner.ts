import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { overflow, seriousViolations } from '../measures.ts';
import type { World } from '../world.ts';
import { act, stateOf } from './version-acts.ts';
import { useVisits } from './visits.ts';

const patience = { timeout: 60_000, interval: 100 };
/** The consumer that is registered. */
export const reader = 'home-feed';

/** What the owner of signals does, in this order: each step begins where the last one ended. */
export function ownerSuite(world: () => World): void {
  describe('an owner of signals', () => {
    const visit = useVisits(world, [/status of 409/]);
    let secret = '';
    beforeAll(async () => {
      await world().read();
    }, 180_000);

    it('sees every signal, how well it is kept, and finds one by name', async () => {
      const page = await visit('/signals');
      await page.getByRole('heading', { level: 1, name: '15 signals' }).waitFor();
      const row = page.getByRole('row').filter({ hasText: 'Image quality' });
      await row.getByText('100 %').waitFor();
      const names = page.getByRole('rowheader');
      await page.getByRole('button', { name: 'CPU of 1,000' }).click();
      const dearest = page.getByRole('columnheader', { name: 'CPU of 1,000' });
      await expect.poll(() => dearest.getAttribute('aria-sort')).toBe('descending');
      const byCost = await names.allTextContents();
      await page.reload();
      await expect.poll(() => names.allTextContents()).toEqual(byCost);
      await page.getByRole('searchbox', { name: /Words in the name/ }).fill('embedding');
      await expect.poll(() => names.count()).toBe(3);
      await page.getByRole('combobox', { name: 'Kind' }).selectOption('hash');
      await page.getByRole('heading', { name: 'No signal is like that' }).waitFor();
      await page.getByRole('button', { name: 'Show all signals' }).click();
      await expect.poll(() => names.count()).toBe(15);
    });

    it('reads a contract and takes it home as ODCS', async () => {
      const page = await visit('/signals/objects');
      const promises = page.getByRole('region', { name: 'Promises' });
      await promises.getByText('99 of 100 items within a day').waitFor();
      await page.getByText('80 classes of COCO').waitFor();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download as ODCS' }).click(),
      ]);
      expect(file.suggestedFilename()).toBe('objects-1.odcs.yaml');
      const text = await readFile(await file.path(), 'utf8');
      expect(text).toContain('apiVersion: v3.1.0');
    });

    it('moves and zooms the lineage by keys and the mouse, and follows it', async () => {
      const page = await visit('/signals/objects');
      const frame = page.getByRole('group', { name: /what is made of it/ });
      const drawing = frame.locator('svg > g');
      const before = await drawing.getAttribute('transform');
      await frame.focus();
      await page.keyboard.press('+');
      await expect.poll(() => drawing.getAttribute('transform')).not.toBe(before);
      await expect.poll(() => drawing.getAttribute('transform')).toContain('scale(1.25)');
      await page.keyboard.press('0');
      await expect.poll(() => drawing.getAttribute('transform')).toBe(before);
      const { x, y } = (await frame.boundingBox()) ?? { x: 0, y: 0 };
      await page.mouse.move(x + 5, y + 5);
      await page.mouse.down();
      await page.mouse.move(x + 45, y + 25, { steps: 4 });
      await page.mouse.up();
      await expect.poll(() => drawing.getAttribute('transform')).not.toBe(before);
      await frame.getByRole('link', { name: /^Topics/ }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Topics' }).waitFor();
    });

    it('registers a consumer, gives it a key once, and sees what it read with it', async () => {
      const page = await visit('/consumers');
      await page.getByRole('heading', { name: 'Nobody else reads signals yet' }).waitFor();
      await page.getByRole('button', { name: 'Register a consumer' }).click();
      await page.getByLabel('Name').fill(reader);
      await page.getByLabel('Owner').fill('ranking@example.com');
      await page.getByLabel('Purpose').fill('Ranks the home feed.');
      await page.getByRole('checkbox', { name: 'image_embedding', exact: true }).check();
      await page.getByRole('button', { name: 'Register', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: reader }).waitFor();

      secret = await issueKey(page);
      await page.getByText(/^curl .*\/v1\/signals\/lookup/).waitFor();
      await page.reload();
      await page.getByRole('heading', { level: 1, name: reader }).waitFor();
      expect(await page.content()).not.toContain(secret);

      expect(await lookUp(world(), secret, 'objects')).toMatchObject({ status: 403 });
      const answer = await lookUp(world(), secret, 'image_embedding');
      expect(answer).toMatchObject({ status: 200, versions: { image_embedding: 1 } });
      await page.reload();
      const reads = page.getByRole('region', { name: 'Reads' });
      await reads.getByRole('rowheader', { name: 'image_embedding@1' }).waitFor();
      await reads.getByText('1 read of 1 item').first().waitFor();
      expect(await seriousViolations(page)).toEqual([]);
    }, 60_000);

    it('limits what a consumer may ask, and lets it ask as much as it likes again', async () => {
      const page = await visit(`/consumers/${reader}`);
      const change = async (requests: string, items: string) => {
        await page.getByRole('button', { name: 'Change …' }).click();
        await page.getByLabel('Requests a second').fill(requests);
        await page.getByLabel('Items a day').fill(items);
        await page.getByRole('button', { name: 'Save' }).click();
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      };
      await change('0.5', '100000');
      await page.getByText('at most 0.5 requests a second and 100,000 items a day').waitFor();
      // At once: after two seconds it may ask again.
      const ask = () => lookUp(world(), secret, 'image_embedding');
      const answers = await Promise.all([ask(), ask()]);
      const statuses = answers.map(({ status }) => status);
      expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 429]);
      await change('', '');
      await page.getByText('It may ask at most').waitFor({ state: 'detached' });
      expect(await lookUp(world(), secret, 'image_embedding')).toMatchObject({ status: 200 });
      expect(await seriousViolations(page)).toEqual([]);
    }, 60_000);

    it('plans a backfill, begins it, and sees it end', async () => {
      const page = await visit('/signals/image_embedding');
      await act(page, 2, 'Backfill …');
      const question = page.getByRole('dialog', { name: 'Backfill Image embedding v2' });
      await question.getByText(/Measured here on/).waitFor({ timeout: 60_000 });
      await expect
        .poll(() => question.getByText(/items of/).textContent())
        .toMatch(/^items of \d+$/);
      await question.getByRole('button', { name: 'Begin' }).click();
      await page.getByRole('heading', { level: 1, name: 'Image embedding v2' }).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByText('It is whole now').waitFor({ timeout: 90_000 });
      await page.getByText('understory signals promote image_embedding@2').waitFor();
      await expect
        .poll(() => page.getByRole('progressbar').getAttribute('aria-valuetext'))
        .toMatch(/^(\d+) of \1$/);
      await page.setViewportSize({ width: 375, height: 740 });
      await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.getByRole('link', { name: 'look at it and promote it' }).click();
      await page.getByRole('link', { name: 'Its backfills' }).click();
      await page.getByRole('rowheader', { name: 'Image embedding v2' }).waitFor();
    }, 180_000);

    it('promotes it, with the pointer moved at once', async () => {
      const page = await visit('/signals/image_embedding?version=2');
      const second = page.getByRole('listitem', { name: 'Version 2' });
      await second.getByText('covers 100 %').waitFor();
      await act(page, 2, 'Promote …');
      await page.getByRole('button', { name: 'Check and promote' }).click();
      await page.getByRole('dialog', { name: 'v2 is live' }).waitFor({ timeout: 60_000 });
      await page.getByRole('button', { name: 'Good' }).click();
      await expect.poll(() => stateOf(page, 2), patience).toContain('live');
      await expect.poll(() => stateOf(page, 1)).toContain('kept');
      const answer = await lookUp(world(), secret, 'image_embedding');
      expect(answer.versions).toEqual({ image_embedding: 2 });
    }, 90_000);

    it('rolls back in one step', async () => {
      const page = await visit('/signals/image_embedding');
      await act(page, 2, 'Roll back to v1 …');
      await page.getByRole('button', { name: 'Roll back', exact: true }).click();
      await expect.poll(() => stateOf(page, 1), patience).toContain('live');
      await expect.poll(() => stateOf(page, 2)).toContain('kept');
      await page.getByText('v1 live again after rolling back v2, by console').waitFor();
    });

    it('is refused to drop a version that somebody has read, and told who', async () => {
      const page = await visit('/signals/image_embedding');
      await act(page, 2, 'Drop …');
      await page.getByRole('button', { name: 'Delete v2' }).click();
      const refusal = page.getByRole('dialog').getByRole('alert');
      await refusal.waitFor();
      await expect
        .poll(() => refusal.textContent())
        .toContain(`${reader} (ranking@example.com) reads it`);
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Leave it' }).click();
      await expect.poll(() => stateOf(page, 2)).toContain('kept');
    });

    it('deprecates what is not live', async () => {
      const page = await visit('/signals/image_embedding');
      await act(page, 2, 'Deprecate …');
      await page.getByRole('button', { name: 'Deprecate', exact: true }).click();
      await expect.poll(() => stateOf(page, 2), patience).toContain('deprecated');
    });

    it('pauses, resumes and cancels a backfill that is slowed down', async () => {
      const page = await visit('/jobs');
      await page.getByRole('button', { name: 'New backfill' }).click();
      await page.getByLabel('Version to compute').selectOption('crop_embedding@2');
      await page.getByText(/Measured here on/).waitFor({ timeout: 60_000 });
      await page.getByLabel('Items a second at most').fill('0.2');
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.getByRole('heading', { level: 1, name: 'Crop embedding v2' }).waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Resume' }).click();
      await page.getByRole('button', { name: 'Pause' }).waitFor();
      await page.getByRole('button', { name: 'Cancel …' }).click();
      await page.getByRole('button', { name: 'Cancel it' }).click();
      await page.getByText('cancelled').waitFor();
      await expect
        .poll(() => page.getByRole('button').filter({ hasText: 'Cancel' }).count())
        .toBe(0);
    }, 120_000);

    it('reaches every page from the head of a phone', async () => {
      const page = await visit('/signals', { width: 375, height: 740 });
      for (const name of ['Jobs', 'Consumers', 'Runs']) {
        await page.getByRole('button', { name: 'More' }).click();
        await page.getByRole('navigation').getByRole('link', { name }).click();
        await page.getByRole('heading', { level: 1, name }).waitFor();
        await expect
          .poll(() => page.getByRole('link', { name, exact: true }).isVisible())
          .toBe(false);
      }
    });
  });
}

/** Makes a key for signals and gives its secret, as it was shown. */
async function issueKey(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('button', { name: 'Make the key' }).click();
  const shown = page.getByRole('dialog', { name: `The key of ${reader}` });
  const secret = (await shown.locator('.secret code').textContent()) ?? '';
  expect(secret).toMatch(/^und_\w+_/);
  await shown.getByRole('button', { name: 'I have it' }).click();
  await shown.waitFor({ state: 'detached' });
  return secret;
}

interface Answer {
  readonly status: number;
  readonly versions?: unknown;
}

/** Reads a signal of one photo with a key, as a program of the consumer does. */
async function lookUp(world: World, secret: string, signal: string): Promise<Answer> {
  const response = await fetch(new URL('/v1/signals/lookup', world.address), {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ids: [world.sources.photoId], signals: [signal] }),
  });
  const body: object = (await response.json()) as object;
  return { ...body, status: response.status };
}
