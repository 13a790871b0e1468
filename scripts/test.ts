/**
 * `npm test`: sets up what the tests need, runs them, and closes with one line,
 * `N passed, N failed, N skipped`. Arguments go to vitest: `npm test -- test/signals`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../src/app/doctor/find-chromium.ts';
import { messageOf } from '../src/base/errors.ts';
import { programOf, root } from './gate/program-of.ts';
import { countsLine, noTests, readCounts, type Counts } from './tests/counts.ts';
import { prepareBrowser } from './tests/prepare-browser.ts';

const filters = process.argv.slice(2);
const environment = { ...process.env, ...(await browserOf(filters)) };
const folder = await mkdtemp(join(tmpdir(), 'understory-tests-'));
try {
  const report = join(folder, 'report.json');
  const code = await runVitest(report);
  const counts = await countsOf(report);
  if (counts.passed + counts.failed === 0) say('No test ran, which counts as a failure.');
  const isGood = code === 0 && counts.passed > 0 && counts.failed === 0;
  process.exitCode = isGood ? 0 : 1;
  if (code !== 0 && counts.failed === 0) say(`vitest ended with ${code}; its output says why.`);
  say(countsLine(counts));
} finally {
  await rm(folder, { recursive: true });
}

/** Installs a browser only for the whole suite, which has browser tests for certain. */
async function browserOf(args: readonly string[]): Promise<NodeJS.ProcessEnv> {
  if (args.length > 0) {
    const path = await findChromium();
    return path === undefined ? {} : { UNDERSTORY_CHROMIUM: path };
  }
  const browser = await prepareBrowser();
  if (browser.status === 'found') return { UNDERSTORY_CHROMIUM: browser.path };
  say(`Browser tests are skipped: ${browser.reason}.`);
  return {};
}

async function runVitest(report: string): Promise<number> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const child = spawn(process.execPath, [programOf('vitest'), 'run', ...reporters, ...filters], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

async function countsOf(report: string): Promise<Counts> {
  try {
    return await readCounts(report);
  } catch (error) {
    say(`vitest left no report: ${messageOf(error)}`);
    return noTests;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
