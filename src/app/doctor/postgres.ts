import { access, chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { messageOf } from '../../base/errors.ts';
import { homeAt, type Home } from '../../base/home.ts';
import { findPostgresBinaries } from '../../storage/postgres/binaries.ts';
import { startServer, stopServerIfUnused } from '../../storage/postgres/server.ts';
import { failed, ok, type Check, type Finding } from './check.ts';

/** The oldest PostgreSQL that DATABASE_URL may name. */
const oldestMajor = 15;

export const postgres: Check = {
  name: 'PostgreSQL',
  async run({ home, environment }) {
    const external = environment.DATABASE_URL;
    return external === undefined ? await checkEmbedded(home) : await checkExternal(external);
  },
};

async function checkExternal(url: string): Promise<Finding> {
  try {
    const version = await versionOf(url);
    const found = `${version} at DATABASE_URL`;
    if (Number.parseInt(version, 10) >= oldestMajor) return ok(found);
    return failed(found, `Use PostgreSQL ${oldestMajor} or newer.`);
  } catch (error) {
    return failed(
      `the one of DATABASE_URL does not answer: ${messageOf(error)}`,
      'See that it runs and that address, user and password are right, or unset DATABASE_URL to use the embedded one.',
    );
  }
}

/** Starts the server of the home, or where there is none yet one in a folder that goes again. */
async function checkEmbedded(home: Home): Promise<Finding> {
  const { version: carried } = await findPostgresBinaries();
  if (await exists(home.postgres)) {
    const version = await startAndAsk(home);
    return ok(`${version} (npm ${carried}), of ${home.root}`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'understory-doctor-'));
  try {
    // Run as root, the server belongs to another account, which must reach it.
    await chmod(folder, 0o755);
    const version = await startAndAsk(homeAt(folder));
    return ok(`${version} (npm ${carried}), tried in ${tmpdir()}: ${home.root} is not there yet`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startAndAsk(home: Home): Promise<string> {
  try {
    return await startServer(home, versionOf);
  } finally {
    await stopServerIfUnused(home);
  }
}

async function versionOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? 'of unknown version';
  } finally {
    await client.end();
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
