import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { makeHome } from '../../fixtures/home.ts';
import { startCli, type CliProcess, type CliResult } from '../../fixtures/run-cli.ts';
import { ownModels } from '../../fixtures/tiny-pair.ts';
import { writeSources, type Sources } from './catalogue.ts';
import { letIn, openVisitor, type LetIn, type Visitor, type VisitorOptions } from './visitor.ts';

/** One installation, its server and one browser, for all suites. */
export interface World {
  /** `http://127.0.0.1:PORT/?token=…` as the server printed it. */
  readonly address: string;
  readonly sources: Sources;
  /** The folder of its home. */
  readonly home: string;
  /** Reads the catalogue from the command line; begun by the first who asks. */
  startRead(): CliProcess;
  /** The end of that read. */
  read(): Promise<CliResult>;
  /** Somebody with an empty window of their own, whom the printed address has let in. */
  visit(options?: VisitorOptions): Promise<Visitor>;
}

/**
 * Sets the world up before the suites and takes it down after them.
 * @param write Writes what is read.
 */
export function useWorld(
  data: string,
  browserPath: string,
  write: (root: string, data: string) => Promise<Sources> = writeSources,
): () => World {
  let world: World | undefined;
  const undo: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const root = await mkdtemp(join(tmpdir(), 'understory-e2e-'));
    undo.push(() => rm(root, { recursive: true, force: true }));
    const { root: home, models } = await makeHome();
    undo.push(() => rm(home, { recursive: true, force: true }));
    await ownModels(models);
    const [sources, served, browser] = await Promise.all([
      write(root, data),
      startServer(home),
      chromium.launch({ executablePath: browserPath, args: chromiumArguments() }),
    ]);
    undo.push(served.stop, () => browser.close());
    world = worldOf(home, served.address, sources, browser);
  });
  afterAll(async () => {
    for (const step of undo.toReversed()) await step();
  });
  return () => {
    if (world === undefined) throw new Error('The world of the tests is not set up.');
    return world;
  };
}

/** Both processes read: a thread of each is enough, and models are loaded only twice. */
const oneThread = ['--threads', '1'];

function worldOf(home: string, address: string, sources: Sources, browser: Browser): World {
  let reading: CliProcess | undefined;
  let kept: Promise<LetIn> | undefined;
  const startRead = () => {
    reading ??= startCli(['read', sources.folder, sources.listing, ...oneThread], { home });
    return reading;
  };
  return {
    address,
    sources,
    home,
    startRead,
    read: () => startRead().ended,
    async visit(options = {}) {
      kept ??= letIn(browser, address);
      return await openVisitor(browser, address, { ...options, kept: await kept });
    },
  };
}

/** Run as root, as in a container, Chromium has no sandbox to offer. */
function chromiumArguments(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** `understory serve` on a port that nobody else uses. */
async function startServer(home: string): Promise<{ address: string; stop(): Promise<void> }> {
  const { child, ended } = startCli(['serve', ...oneThread], { home });
  const address = new Promise<string>((resolve) => {
    let said = '';
    child.stdout?.on('data', (text: string) => {
      said += text;
      const [printed] = /http:\S+/.exec(said) ?? [];
      if (printed !== undefined) resolve(printed);
    });
  });
  const early = ended.then(({ code, stderr }) => {
    throw new Error(`The server ended with ${String(code)}: ${stderr}`);
  });
  return {
    address: await Promise.race([address, early]),
    async stop() {
      const gone = once(child, 'close');
      child.kill('SIGTERM');
      await gone;
      await early.catch(() => undefined);
    },
  };
}
