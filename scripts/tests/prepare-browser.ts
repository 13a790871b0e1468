import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { promisify } from 'node:util';
import { findChromium } from '../../src/app/doctor/find-chromium.ts';
import { messageOf } from '../../src/base/errors.ts';

const run = promisify(execFile);

/** The browser of the browser tests, or why there is none. */
export type Browser =
  | { readonly status: 'found'; readonly path: string }
  | { readonly status: 'missing'; readonly reason: string };

export interface BrowserEffects {
  readonly find: () => Promise<string | undefined>;
  /** Whether this is Debian or a child of it, and this process may install packages. */
  readonly mayInstall: () => Promise<boolean>;
  readonly apt: (args: readonly string[]) => Promise<void>;
  readonly note: (line: string) => void;
}

const packages = ['chromium', 'fonts-noto-color-emoji'];

/** Gives up on a mirror that does not answer, and on all of it after some minutes. */
const aptLimits = ['-o', 'Acquire::Retries=2', '-o', 'Acquire::http::Timeout=30'];
const aptTimeoutMs = 8 * 60_000;

export function realBrowserEffects(environment: NodeJS.ProcessEnv = process.env): BrowserEffects {
  return {
    find: () => findChromium(environment),
    mayInstall: async () => process.getuid?.() === 0 && (await exists('/etc/debian_version')),
    apt: async (args) => {
      await run('apt-get', [...aptLimits, ...args], {
        env: { ...environment, DEBIAN_FRONTEND: 'noninteractive' },
        timeout: aptTimeoutMs,
        maxBuffer: 64 * 1024 * 1024,
      });
    },
    note: (line) => process.stdout.write(`${line}\n`),
  };
}

/** Finds a browser; on Debian as root it installs Debian's own where there is none. */
export async function prepareBrowser(
  effects: BrowserEffects = realBrowserEffects(),
): Promise<Browser> {
  const installed = await effects.find();
  if (installed !== undefined) return { status: 'found', path: installed };
  if (!(await effects.mayInstall())) {
    return {
      status: 'missing',
      reason:
        'no Chromium, Chrome or Edge was found. Install one, or say in UNDERSTORY_CHROMIUM where it is',
    };
  }
  effects.note(`Installing ${packages.join(' and ')} for the browser tests (apt-get) …`);
  try {
    await effects.apt(['update']);
    await effects.apt(['install', '-y', '--no-install-recommends', ...packages]);
  } catch (error) {
    return { status: 'missing', reason: `apt-get could not install it: ${reasonOf(error)}` };
  }
  const path = await effects.find();
  if (path !== undefined) return { status: 'found', path };
  return { status: 'missing', reason: 'apt-get ended well, but there is still no chromium' };
}

/** The last line that apt-get said, which is where it says why. */
function reasonOf(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return said.split('\n').at(-1) || messageOf(error);
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
