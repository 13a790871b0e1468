import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';

/**
 * Pixels by which the page, or anything on it that is not in a place of its own to scroll or clip,
 * is wider than its window.
 */
export async function overflow(page: Page): Promise<number> {
  return await page.evaluate<number>(widest);
}

const widest = `(() => {
  const isHeld = (element) => {
    for (let at = element.parentElement; at !== null && at.id !== 'main'; at = at.parentElement) {
      if (getComputedStyle(at).overflowX !== 'visible') return true;
    }
    return false;
  };
  const beyond = [...document.querySelectorAll('#main *')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .filter((element) => !isHeld(element))
    .map((element) => element.getBoundingClientRect().right - innerWidth);
  return Math.max(document.documentElement.scrollWidth - innerWidth, ...beyond);
})()`;

/** The cumulative layout shift since the page was loaded. */
export async function layoutShift(page: Page): Promise<number> {
  return await page.evaluate<number>('globalThis.layoutShift');
}

/**
 * What axe finds serious or critical in the light and in the dark theme: the rule and where. Of the
 * dark one only colours are looked at: all else is the same.
 */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await axe(page).analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axe(page).withRules('color-contrast').analyze();
  return [...light.violations, ...dark.violations]
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Without what is for frames of other origins, which the console has none of, and takes long. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
}

/** Addresses of the pictures in sight that were not loaded in a moment. */
export async function brokenPictures(page: Page): Promise<readonly string[]> {
  return await page.evaluate<readonly string[]>(
    `Promise.all([...document.images].filter((one) => one.loading !== 'lazy' || one.complete)
      .map((one) => one.decode().then(() => [], () => [one.src]))).then((all) => all.flat())`,
  );
}

interface Shown {
  readonly ownerDocument: {
    readonly defaultView: { getComputedStyle(element: unknown): { readonly filter: string } };
  };
}

/** The CSS filters that a picture is seen through. */
export async function filterOf(picture: Locator): Promise<string> {
  return await picture.evaluate(
    (element: Shown) => element.ownerDocument.defaultView.getComputedStyle(element).filter,
  );
}
