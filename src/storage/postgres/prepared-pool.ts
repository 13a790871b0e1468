import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/** The names of statements that are prepared, by their text. */
const names = new Map<string, string>();

/** From now on connections prepare the statement of that text under that name. */
export function nameStatement(text: string, name: string): void {
  names.set(text, name);
}

/** The connections of a pool, on which statements that have a name go by it. */
export function withPrepared(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const known = clients.get(client) ?? clientOf(client);
      clients.set(client, known);
      return known;
    },
  };
}

function clientOf(client: pg.PoolClient): PostgresPoolClient {
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(text: unknown, values: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new TypeError('Cursors are nowhere used.');
    return client.query({ name: names.get(text), text, values: [...values] });
  }
  return { query, release: () => client.release() };
}
