import type { Browser, BrowserContext, Page } from 'playwright-core';

/** What a browser keeps of a server that let it in. */
export type LetIn = Awaited<ReturnType<BrowserContext['storageState']>>;

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

/** Opens the printed address, whose token lets a browser in. */
export async function letIn(browser: Browser, address: string): Promise<LetIn> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('navigation').waitFor();
  const kept = await context.storageState();
  await context.close();
  return kept;
}

/** @param address That of a page, or any other of the server: it is not opened. */
export async function openVisitor(
  browser: Browser,
  address: string,
  { width = 1440, height = 900, scheme = 'light', kept }: VisitorOptions & { readonly kept: LetIn },
): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    storageState: kept,
  });
  await context.addInitScript({ content: watchShifts });
  const page = await context.newPage();
  const complaints = listen(page);
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
