import type { Browser, Page } from 'playwright-core';

export interface VisitorOptions {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
}

/** Somebody before a window of a browser. */
export interface Visitor {
  readonly page: Page;
  /** Goes to a path of the console and waits for its main heading. */
  go(path: string): Promise<void>;
  /** Errors of scripts, refused policies and failed requests since the start. */
  readonly complaints: readonly string[];
  leave(): Promise<void>;
}

export async function openVisitor(
  browser: Browser,
  address: string,
  { width = 1440, height = 900, scheme = 'light' }: VisitorOptions,
): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  await context.addInitScript({ content: watchShifts });
  const page = await context.newPage();
  const complaints = listen(page);
  await page.goto(address);
  return {
    page,
    complaints,
    async go(path) {
      await page.goto(new URL(path, address).href);
      await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
    },
    leave: () => context.close(),
  };
}

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    complaints.push(`${message.text()} (${message.location().url})`);
  });
  return complaints;
}

/** Sums what the browser counts as unexpected shifts of the layout. */
const watchShifts = `
  globalThis.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) {
      if (!hadRecentInput) globalThis.layoutShift += value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
`;
