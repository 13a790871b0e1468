import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../world.ts';
import { useVisits } from './visits.ts';

/** Clusters side by side. */
export function duplicatesSuite(world: () => World): void {
  describe('Duplicates', () => {
    const visit = useVisits(world);
    beforeAll(async () => {
      await world().read();
    }, 180_000);

    it('shows a photo beside its edited copies and says how far they are apart', async () => {
      const page = await visit('/duplicates');
      const cluster = page.getByRole('region', { name: /^Cluster of bridge/ });
      await cluster.getByRole('heading', { name: '3 alike' }).waitFor();
      await expect.poll(() => cluster.getByRole('link').count()).toBe(3);
      await expect.poll(() => cluster.getByText(/of 256 bits differ/).count()).toBe(2);
    });
  });
}
