import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { lock } from 'proper-lockfile';
import { z } from 'zod';
import { dependencyError, messageOf } from '../../base/errors.ts';
import type { Home } from '../../base/home.ts';
import { placeOf, type PostgresPlace } from './place.ts';

const run = promisify(execFile);

const stateSchema = z.object({ port: z.number().int(), password: z.string() });

type ServerState = z.infer<typeof stateSchema>;

/** Sessions that say that a process uses the server carry this application name. */
export const presenceName = 'understory presence';

/**
 * Starts the home's PostgreSQL if it is not running and calls `join` with its URL: no process stops
 * the server before `join` has ended, so that a presence announced there keeps it. Every process of
 * the home finds the same server through `postgres.json`; a lock keeps two of them from starting or
 * stopping it at once. The lock of a killed process goes stale after five seconds.
 */
export async function startServer<T>(home: Home, join: (url: string) => Promise<T>): Promise<T> {
  await mkdir(home.root, { recursive: true });
  return await withLock(home, async () => {
    const state = await readState(home);
    if (state && (await answers(state))) return await join(urlOf(state));
    const place = await placeOf(home.postgres);
    const initialised = await initialise(home, place, state);
    const running = await start(home, place, initialised);
    return await join(urlOf(running));
  });
}

/**
 * Stops the home's server unless another process still uses it.
 *
 * @param left The session of the presence that this process has given up, which PostgreSQL may
 *   still list for a moment.
 */
export async function stopServerIfUnused(home: Home, left?: number): Promise<void> {
  await withLock(home, async () => {
    const state = await readState(home);
    if (!state || !(await answers(state)) || (await countUsers(state, left)) > 0) return;
    const place = await placeOf(home.postgres);
    await run(place.pgCtl, ['stop', '-D', place.data, '-m', 'fast', '-w', '-t', '60'], place.user);
  });
}

async function withLock<T>(home: Home, act: () => Promise<T>): Promise<T> {
  const release = await lock(home.root, {
    lockfilePath: join(home.root, 'postgres.lock'),
    stale: 5000,
    update: 1000,
    retries: { retries: 600, factor: 1, minTimeout: 100, maxTimeout: 100 },
  });
  try {
    return await act();
  } finally {
    await release();
  }
}

async function readState(home: Home): Promise<ServerState | undefined> {
  const text = await readFile(stateFile(home), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : stateSchema.parse(JSON.parse(text));
}

async function writeState(home: Home, state: ServerState): Promise<void> {
  const half = `${stateFile(home)}.${process.pid}`;
  await writeFile(half, JSON.stringify(state), { mode: 0o600 });
  await rename(half, stateFile(home));
}

function stateFile(home: Home): string {
  return join(home.root, 'postgres.json');
}

function urlOf({ port, password }: ServerState): string {
  return `postgresql://understory:${password}@127.0.0.1:${port}/postgres`;
}

async function answers(state: ServerState): Promise<boolean> {
  const client = new pg.Client({
    connectionString: urlOf(state),
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function countUsers(state: ServerState, left = 0): Promise<number> {
  const client = new pg.Client({ connectionString: urlOf(state) });
  await client.connect();
  try {
    const { rows } = await client.query<{ users: number }>(
      'select count(*)::int as users from pg_stat_activity where application_name = $1 and pid <> $2',
      [presenceName, left],
    );
    return rows[0]?.users ?? 0;
  } finally {
    await client.end();
  }
}

async function initialise(
  home: Home,
  place: PostgresPlace,
  state: ServerState | undefined,
): Promise<ServerState> {
  const present = await stat(join(place.data, 'PG_VERSION')).catch(() => undefined);
  if (present && state) return state;
  if (present) {
    throw dependencyError(
      'lost-secret',
      `The database in ${place.data} is there, but its secret ${stateFile(home)} is not. ` +
        'Restore that file from a backup, or remove the database folder to begin anew.',
    );
  }
  await removeHalves(place);
  const password = randomBytes(24).toString('base64url');
  const half = `${place.data}.${process.pid}`;
  const passwordFile = `${place.data}.${process.pid}.secret`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (place.user) await run('chown', [String(place.user.uid), passwordFile]);
  try {
    await runProgram(place, place.initdb, [
      `--pgdata=${half}`,
      '--auth=scram-sha-256',
      '--username=understory',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
    ]);
    const made = { port: await freePort(), password };
    await writeState(home, made);
    await rename(half, place.data);
    return made;
  } finally {
    await rm(passwordFile, { force: true });
    await rm(half, { recursive: true, force: true });
  }
}

/** What a process that was killed while it initialised has left: the lock is ours, so it is gone. */
async function removeHalves({ data }: PostgresPlace): Promise<void> {
  const folder = dirname(data);
  const halves = (await readdir(folder)).filter((name) => name.startsWith(`${basename(data)}.`));
  for (const name of halves) await rm(join(folder, name), { recursive: true, force: true });
}

async function start(home: Home, place: PostgresPlace, state: ServerState): Promise<ServerState> {
  try {
    await startAt(place, state.port);
    return state;
  } catch {
    // Begun by a process that was killed meanwhile, it may have come up by itself.
    if (await answers(state)) return state;
    // The usual reason is that another program has taken the port meanwhile.
    const moved = { ...state, port: await freePort() };
    await startAt(place, moved.port);
    await writeState(home, moved);
    return moved;
  }
}

async function startAt(place: PostgresPlace, port: number): Promise<void> {
  const settings = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    "-c unix_socket_directories=''",
    '-c max_connections=200',
  ];
  const options = ['-D', place.data, '-l', place.logFile, '-w', '-t', '60'];
  await runProgram(place, place.pgCtl, ['start', ...options, '-o', settings.join(' ')]);
}

async function runProgram(place: PostgresPlace, program: string, args: string[]): Promise<void> {
  try {
    await run(program, args, { ...place.user, cwd: '/', env: { ...process.env, LC_ALL: 'C' } });
  } catch (cause) {
    throw dependencyError(
      'postgres-start',
      `PostgreSQL could not be started in ${place.data}: ${messageOf(cause)}. Its log is ${place.logFile}; ` +
        '`understory doctor` says more, and DATABASE_URL may name another PostgreSQL.',
      { cause },
    );
  }
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}
