import type { Page } from 'playwright-core';

/** Presses a button of one version on the page of its signal. */
export async function act(page: Page, version: number, name: string): Promise<void> {
  const item = page.getByRole('listitem', { name: `Version ${version}` });
  await item.getByRole('button', { name }).click();
}

/** What its page says of the state of one version. */
export async function stateOf(page: Page, version: number): Promise<string> {
  const item = page.getByRole('listitem', { name: `Version ${version}` });
  return (await item.locator('.state').textContent()) ?? '';
}
