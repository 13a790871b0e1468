import { existsSync } from 'node:fs';
import { mkdtemp, chmod, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'understory-hosts-';

/** Where the database of the drill is, within its folder. */
export function postgresFolder(root: string): string {
  return join(root, 'postgres');
}

/** A folder for this drill, that of an earlier one that was killed being removed with its database. */
export async function makeFolder(): Promise<string> {
  for (const name of await readdir(tmpdir())) {
    if (name.startsWith(prefix)) await removeFolder(join(tmpdir(), name));
  }
  const folder = await mkdtemp(join(tmpdir(), prefix));
  // The database belongs to another account, which must reach it.
  await chmod(folder, 0o755);
  return folder;
}

export async function removeFolder(folder: string): Promise<void> {
  const pidFile = join(postgresFolder(folder), 'data', 'postmaster.pid');
  if (existsSync(pidFile))
    await endPostgres(Number((await readFile(pidFile, 'utf8')).split('\n')[0]));
  await rm(folder, { recursive: true, force: true });
}

/** Ends a server whose folder is the drill's: what has its number now may be another program. */
async function endPostgres(pid: number): Promise<void> {
  const command = `/proc/${pid}/cmdline`;
  if (!existsSync(command)) return;
  const text = await readFile(command, 'utf8');
  if (text.includes(prefix)) process.kill(pid, 'SIGQUIT');
}
