import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectionTo } from './connections.ts';

const pollMs = 50;

/**
 * Acts while no other process holds the lock of that number in this database; PostgreSQL drops the
 * lock of a process that dies. It is asked for again and again, not waited for in a statement: a
 * statement that waits is a transaction that `create index concurrently` of the holder waits for.
 */
export async function withAdvisoryLock<T>(
  url: string,
  number: number,
  act: () => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...connectionTo(url), application_name: 'understory' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    while (!(await tryLock(client, number))) await sleep(pollMs);
    return await act();
  } finally {
    await client.end();
  }
}

async function tryLock(client: pg.Client, number: number): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    'select pg_try_advisory_lock($1) as locked',
    [number],
  );
  return rows[0]?.locked ?? false;
}
