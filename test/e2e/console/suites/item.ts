import { beforeAll, describe, expect, it } from 'vitest';
import { known } from '../catalogue.ts';
import type { World } from '../world.ts';
import { useVisits } from './visits.ts';

interface Player {
  readonly currentTime: number;
  play(): Promise<void>;
}

const pathOf = (id: string) => `/item/${encodeURIComponent(id)}`;

/** The page of one item. */
export function itemSuite(world: () => World): void {
  describe('Item', () => {
    const visit = useVisits(world);
    beforeAll(async () => {
      await world().read();
    }, 180_000);

    it('draws the objects that were found and leads on with one of them', async () => {
      const page = await visit('/');
      const objects = page.getByRole('group', { name: 'Object', exact: true });
      await objects.getByRole('checkbox').first().check();
      await page.getByRole('list', { name: 'Items' }).getByRole('link').first().click();
      const box = page.getByRole('button', { name: /^Search with this part/ }).first();
      await box.waitFor();
      const layer = page.getByRole('checkbox', { name: /^Objects/ });
      await layer.uncheck();
      await expect.poll(() => box.count()).toBe(0);
      await layer.check();
      await box.click();
      await page.getByText('Searched with the marked part.').waitFor();
      await page.getByRole('list', { name: 'Results' }).getByRole('link').first().waitFor();
    });

    it('shows the words that were read in the picture', async () => {
      const page = await visit(pathOf(known.sign.id));
      const ocr = page.getByRole('region', { name: 'OCR', exact: true });
      await ocr.getByText(known.sign.word).waitFor();
      await page.getByRole('checkbox', { name: /^Text 1/ }).waitFor();
    });

    it('says of each signal its version, model and time, and why others say nothing', async () => {
      const page = await visit(pathOf(world().sources.photoId));
      const safety = page.getByRole('region', { name: 'Safety' });
      await safety.getByText('v1').waitFor();
      await safety.getByText('mobilenet-v2-nsfw').waitFor();
      await safety.locator('time').waitFor();
      const silent = page.getByRole('region', { name: 'Without a value' });
      await silent.getByText('abstained: no text', { exact: true }).waitFor();
    });

    it('shows what is like it, and its copies', async () => {
      const page = await visit(pathOf(known.original));
      const copies = page.getByRole('list', { name: 'Near-duplicates' });
      await copies.getByRole('link').first().waitFor();
      await expect.poll(() => copies.getByRole('link').count()).toBe(2);
      const related = page.getByRole('list', { name: 'Related items' });
      await related.getByRole('link').first().waitFor();
      await copies.getByRole('link').first().click();
      await page.getByRole('heading', { level: 1, name: 'blur-a-little.jpg' }).waitFor();
    });

    it('leads from an attribute to the items that share it', async () => {
      const page = await visit(pathOf(known.fruit.id));
      await page.getByText('size › full width').waitFor();
      await page.getByRole('link', { name: 'OpenMoji' }).click();
      await page.getByRole('heading', { name: '5 items' }).waitFor();
      await page.getByRole('button', { name: 'Remove filter Made by: OpenMoji' }).waitFor();
    });

    it('goes through the shots of a video', async () => {
      const page = await visit(pathOf(known.film));
      const shots = page.getByRole('list', { name: 'Shots' }).getByRole('button');
      await shots.first().waitFor();
      await expect.poll(() => shots.count()).toBe(3);
      await shots.nth(2).click();
      await page.getByText('Signals of shot 3.').waitFor();
      const video = page.locator('video');
      const seconds = () => video.evaluate((element: Player) => element.currentTime);
      await expect.poll(seconds, { timeout: 10_000 }).toBeGreaterThan(3.9);
    });

    it('shows each picture and video of an item that has several', async () => {
      const page = await visit(pathOf(known.several.id));
      const parts = page.getByRole('list', { name: 'Pictures and videos of this item' });
      await parts.getByRole('button', { name: 'Picture 2' }).click();
      await page.getByText('Signals of picture 2.').waitFor();
      await parts.getByRole('button', { name: 'Video 3' }).click();
      await page.getByRole('button', { name: /^Shot 2/ }).click();
      await page.getByText('Signals of video 3, shot 2.').waitFor();
      const video = page.locator('video');
      const before = await video.evaluate((element: Player) => element.currentTime);
      await video.evaluate((element: Player) => element.play());
      const seconds = () => video.evaluate((element: Player) => element.currentTime);
      await expect.poll(seconds, { timeout: 10_000 }).toBeGreaterThan(before);
    });
  });
}
