import { describe, expect, it } from 'vitest';
import { overflow } from '../measures.ts';
import type { World } from '../world.ts';
import { useVisits } from './visits.ts';

/** Before anything is read, and while it is. */
export function readingSuite(world: () => World): void {
  describe('reading', () => {
    const visit = useVisits(world);

    it('serve lets nobody in without the token', async () => {
      const bare = new URL('/', world().address).href;
      const response = await fetch(bare, { headers: { accept: 'text/html' } });
      expect(response.status).toBe(401);
      expect(await response.text()).toContain('This catalogue is locked');
    });

    it('Explore says how to read when nothing has been read', async () => {
      const page = await visit('/');
      await page.getByRole('heading', { name: 'Nothing has been read yet' }).waitFor();
      await page.getByText('understory read ./photos').waitFor();
    });

    it('every page fits a phone while there is nothing to show', async () => {
      const page = await visit('/', { width: 375, height: 740 });
      for (const path of [
        '/',
        '/search',
        '/duplicates',
        '/signals',
        '/jobs',
        '/consumers',
        '/runs',
      ]) {
        await page.goto(new URL(path, world().address).href);
        await page.waitForLoadState('networkidle');
        await expect.poll(() => overflow(page), { message: path }).toBeLessThanOrEqual(0);
      }
    }, 30_000);

    it('Runs follows a read while it goes on, and says what failed when it is done', async () => {
      const page = await visit('/runs');
      const { child } = world().startRead();
      expect(child.exitCode).toBeNull();
      const run = page.getByRole('link', { name: 'things', exact: true });
      await run.click({ timeout: 60_000 });
      await page.getByRole('heading', { level: 1, name: 'things' }).waitFor();
      const bar = page.getByRole('progressbar', { name: 'Items read' });
      await expect.poll(() => bar.getAttribute('aria-valuemax'), patience).toBe('27');
      expect(child.exitCode).toBeNull();

      await page.getByText('done, started').waitFor({ timeout: 100_000 });
      await expect.poll(() => bar.getAttribute('aria-valuetext')).toBe('27 of 27');
      const failures = page.getByRole('region', { name: 'Failures' });
      await failures.getByRole('heading', { name: 'Too many pixels' }).waitFor();
      await failures.getByRole('heading', { name: 'Truncated' }).waitFor();
      const signals = page.getByRole('region', { name: 'Signals', exact: true });
      await signals.getByRole('rowheader', { name: 'image_embedding' }).waitFor();
    }, 180_000);

    it('read ends with 1 and names the files that could not be read', async () => {
      const { code, stdout, stderr } = await world().read();
      expect(code).toBe(1);
      expect(`${stdout}${stderr}`).toContain('broken/bomb.png');
    }, 120_000);

    it('Runs lists both reads when they are done', async () => {
      const page = await visit('/runs');
      const rows = page.getByRole('row').filter({ hasText: 'done' });
      await expect.poll(() => rows.count(), patience).toBe(2);
    });
  });
}

const patience = { timeout: 60_000, interval: 100 };
