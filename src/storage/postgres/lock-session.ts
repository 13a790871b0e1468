import pg from 'pg';
import { connectionTo } from './connections.ts';

/** A connection that holds advisory locks by name; PostgreSQL drops them when its process dies. */
export interface LockSession {
  /** Aborts when the connection is lost, and the locks with it. */
  readonly lost: AbortSignal;
  /** Not twice for one name: the session that holds a lock is given it again. */
  tryLock(name: string): Promise<boolean>;
  unlock(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function openLockSession(url: string): Promise<LockSession> {
  const client = new pg.Client({
    ...connectionTo(url),
    application_name: 'understory',
  });
  const lost = new AbortController();
  client.on('error', () => {
    lost.abort();
  });
  client.on('end', () => {
    lost.abort();
  });
  await client.connect();
  /** A connection takes one statement at a time. */
  let before: Promise<unknown> = Promise.resolve();
  const ask = async (act: string, name: string) => {
    const asked = before.then(() =>
      client.query<{ done: boolean }>(`select ${act}(hashtextextended($1, 0)) as done`, [name]),
    );
    before = asked.catch(() => undefined);
    const { rows } = await asked;
    return rows[0]?.done ?? false;
  };
  return {
    lost: lost.signal,
    tryLock: (name) => ask('pg_try_advisory_lock', name),
    async unlock(name) {
      if (!lost.signal.aborted) await ask('pg_advisory_unlock', name);
    },
    close: () => client.end(),
  };
}
