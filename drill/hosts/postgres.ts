import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { placeOf } from '../../src/storage/postgres/place.ts';

const run = promisify(execFile);

export interface DrillPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

const port = 5432;

/** A PostgreSQL as a company runs it: with an address in the network, and a password. */
export async function startPostgres(folder: string, address: string): Promise<DrillPostgres> {
  const place = await placeOf(folder);
  const options = { ...place.user, cwd: '/', env: { ...process.env, LC_ALL: 'C' } };
  const password = randomBytes(18).toString('base64url');
  const secret = join(dirname(place.data), 'secret');
  await writeFile(secret, password, { mode: 0o600 });
  if (place.user) await run('chown', [String(place.user.uid), secret]);
  await run(
    place.initdb,
    [
      `--pgdata=${place.data}`,
      '--auth=scram-sha-256',
      '--username=understory',
      `--pwfile=${secret}`,
      '--encoding=UTF8',
      '--locale=C',
    ],
    options,
  );
  await rm(secret);
  await writeFile(
    join(place.data, 'pg_hba.conf'),
    `host all understory ${address}/24 scram-sha-256\n`,
  );
  const settings = `-p ${port} -c listen_addresses=${address} -c unix_socket_directories='' -c max_connections=200`;
  await run(
    place.pgCtl,
    ['start', '-D', place.data, '-l', place.logFile, '-w', '-t', '60', '-o', settings],
    options,
  );
  return {
    url: `postgresql://understory:${password}@${address}:${port}/postgres`,
    async stop() {
      await run(place.pgCtl, ['stop', '-D', place.data, '-m', 'immediate', '-w'], options);
    },
  };
}
