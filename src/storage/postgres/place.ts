import { execFile } from 'node:child_process';
import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { digestOf } from '../../base/digest.ts';
import { dependencyError } from '../../base/errors.ts';
import { findPostgresBinaries } from './binaries.ts';

const run = promisify(execFile);

/** Where a server's programs and data are and whom it runs as. */
export interface PostgresPlace {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly data: string;
  readonly logFile: string;
  /** Present when this process is root, as whom PostgreSQL refuses to run. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** Folders for those installations of root that the account `postgres` cannot reach. */
const systemFolder = '/var/lib/understory';

/** Decides where the server of a home lives; makes the account it needs when run as root. */
export async function placeOf(postgresFolder: string): Promise<PostgresPlace> {
  const { native, version } = await findPostgresBinaries();
  if (process.getuid?.() !== 0) {
    await mkdir(postgresFolder, { recursive: true });
    return placeIn(native, postgresFolder);
  }
  const user = await postgresUser();
  await mkdir(postgresFolder, { recursive: true });
  const programs = (await reaches(user, join(native, 'bin', 'postgres')))
    ? native
    : await copyPrograms(native, join(systemFolder, `postgresql-${version}`));
  const folder = (await reaches(user, postgresFolder))
    ? postgresFolder
    : join(systemFolder, digestOf(postgresFolder).slice(0, 16));
  await mkdir(folder, { recursive: true });
  await run('chown', [`${user.uid}:${user.gid}`, folder]);
  return { ...placeIn(programs, folder), user };
}

function placeIn(native: string, folder: string): PostgresPlace {
  return {
    initdb: join(native, 'bin', 'initdb'),
    pgCtl: join(native, 'bin', 'pg_ctl'),
    data: join(folder, 'data'),
    logFile: join(folder, 'server.log'),
  };
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const existing = await idsOf('postgres');
  if (existing) return existing;
  await run('groupadd', ['--force', '--system', 'postgres']);
  await run('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres']);
  const made = await idsOf('postgres');
  if (made) return made;
  throw dependencyError(
    'no-postgres-user',
    'PostgreSQL refuses to run as root and the account `postgres` could not be made. ' +
      'Run understory as another user, or set DATABASE_URL to a PostgreSQL 15 or newer.',
  );
}

async function idsOf(name: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function reaches(user: { uid: number; gid: number }, path: string): Promise<boolean> {
  try {
    await run('test', ['-x', path], user);
    return true;
  } catch {
    return false;
  }
}

async function copyPrograms(native: string, target: string): Promise<string> {
  const present = await stat(target).catch(() => undefined);
  if (present) return target;
  const half = `${target}.${process.pid}`;
  await mkdir(dirname(target), { recursive: true });
  await cp(native, half, { recursive: true, verbatimSymlinks: true });
  await rename(half, target).catch(() => rm(half, { recursive: true, force: true }));
  return target;
}
