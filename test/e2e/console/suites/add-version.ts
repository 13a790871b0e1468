import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addHubModel } from '../../../../src/models/hub/add-model.ts';
import { startHub, type HubServer } from '../../../fixtures/hub-server.ts';
import { tinySentences } from '../../../fixtures/tiny-pair.ts';
import { seriousViolations } from '../measures.ts';
import type { World } from '../world.ts';
import { stateOf } from './version-acts.ts';
import { useVisits } from './visits.ts';

/** How an owner makes a version of an embedding by another model, in this order. */
export function addVersionSuite(world: () => World): void {
  describe('an owner of an embedding', () => {
    const visit = useVisits(world, [/status of 404/]);
    let hub: HubServer;
    beforeAll(async () => {
      hub = await startHub(tinySentences);
    });
    afterAll(() => hub.close());

    const modelsDir = () => join(world().home, 'models');
    const addModel = async () => {
      const options = { modelsDir: modelsDir(), baseUrl: hub.url, retries: 0 };
      const [added] = await addHubModel('hf:tester/tiny-sentences', options);
      return added?.manifest.name ?? '';
    };

    it('is told where models come from while there is none', async () => {
      const page = await visit('/signals/text_embedding');
      const dialog = await ask(page);
      await dialog.getByText('No model here can make it yet.').waitFor();
      await dialog.getByText('understory models add hf:owner/name').waitFor();
      await expect.poll(() => dialog.getByRole('combobox').count()).toBe(0);
      expect(await seriousViolations(page)).toEqual([]);
      await addModel();
      await dialog.getByRole('button', { name: 'Look again' }).click();
      await modelIn(dialog).waitFor();
    });

    it('is told when the model that was chosen is gone', async () => {
      const page = await visit('/signals/text_embedding', { width: 375, height: 740 });
      const dialog = await ask(page);
      await modelIn(dialog).waitFor();
      await rm(join(modelsDir(), await addModel()), { recursive: true });
      await dialog.getByRole('button', { name: 'Add v2' }).click();
      const alert = dialog.getByRole('alert');
      await alert.waitFor();
      await expect.poll(() => alert.textContent()).toMatch(/no model .*tiny-sentences.*models add/);
      await expect.poll(() => beyond(dialog)).toBe(0);
      expect(await seriousViolations(page)).toEqual([]);
    });

    it('adds a version by a model, on a phone, and goes on to its backfill', async () => {
      const model = await addModel();
      const page = await visit('/signals/text_embedding', { width: 375, height: 740 });
      const dialog = await ask(page);
      await modelIn(dialog).selectOption(model);
      await dialog.getByText(/hf:tester\/tiny-sentences@\w+, mit, /).waitFor();
      const pooling = dialog.getByLabel('Its tokens become one vector by');
      await expect.poll(() => pooling.inputValue()).toBe('mean');
      await pooling.selectOption('first');
      await dialog.getByRole('textbox', { name: 'Owner' }).fill('search@example.com');
      await dialog
        .getByRole('textbox', { name: 'Meaning' })
        .fill('Where a sentence lies among sentences.');
      await expect.poll(() => beyond(dialog)).toBe(0);
      await dialog.getByRole('button', { name: 'Add v2' }).click();
      const note = page.getByRole('dialog', { name: 'text_embedding@2 is defined' });
      await note.getByText('2 numbers by').waitFor({ timeout: 30_000 });
      await expect.poll(() => beyond(note)).toBe(0);
      expect(await seriousViolations(page)).toEqual([]);
      await note.getByRole('button', { name: 'Backfill …' }).click();
      await page.getByRole('dialog', { name: 'Backfill Text embedding v2' }).waitFor();
      await page.getByRole('button', { name: 'Not now' }).click();
      await expect.poll(() => stateOf(page, 2)).toContain('defined');
      await page.getByRole('link', { name: 'v2', exact: true }).click();
      await page.getByText('Where a sentence lies among sentences.').waitFor();
    }, 60_000);

    it('is offered no other model where a version is code', async () => {
      const page = await visit('/signals/ocr');
      await page.getByRole('listitem', { name: 'Version 1' }).waitFor();
      await expect
        .poll(() => page.getByRole('button', { name: 'Add a version …' }).count())
        .toBe(0);
    });
  });
}

async function ask(page: Page) {
  await page.getByRole('button', { name: 'Add a version …' }).click();
  return page.getByRole('dialog', { name: 'Add Text embedding v2' });
}

function modelIn(dialog: Locator): Locator {
  return dialog.getByRole('combobox', { name: /^Model/ });
}

interface Sized {
  readonly scrollWidth: number;
  readonly clientWidth: number;
}

/** Pixels by which what a dialog shows is wider than it. */
async function beyond(dialog: Locator): Promise<number> {
  return await dialog.evaluate((element: Sized) => element.scrollWidth - element.clientWidth);
}
