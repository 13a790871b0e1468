import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Pixels by which the page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  return await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
}

/** The cumulative layout shift since the page was loaded. */
export async function layoutShift(page: Page): Promise<number> {
  return await page.evaluate<number>('globalThis.layoutShift');
}

/** What axe finds serious or critical: the rule and where. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Addresses of the pictures in sight that were not loaded in a moment. */
export async function brokenPictures(page: Page): Promise<readonly string[]> {
  return await page.evaluate<readonly string[]>(
    `Promise.all([...document.images].filter((one) => one.loading !== 'lazy' || one.complete)
      .map((one) => one.decode().then(() => [], () => [one.src]))).then((all) => all.flat())`,
  );
}
