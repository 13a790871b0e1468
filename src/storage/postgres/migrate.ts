import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { dependencyError } from '../../base/errors.ts';

const folder = new URL('./migrations/', import.meta.url);

interface Migration {
  readonly number: number;
  readonly name: string;
}

/** Any number that all processes agree on; it names the advisory lock of migrating. */
const migrationLock = 7_305_114_418;

/**
 * Runs the numbered SQL files that this database has not seen, each in a transaction of its own,
 * one process at a time. Refuses a database that a newer program has migrated.
 */
export async function migrate(pool: pg.Pool): Promise<void> {
  const migrations = await listMigrations();
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(
      'create table if not exists schema_migrations (number integer primary key, name text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<Migration>('select number, name from schema_migrations');
    refuseNewer(rows, migrations);
    const applied = new Set(rows.map((row) => row.number));
    for (const migration of migrations.filter(({ number }) => !applied.has(number))) {
      await apply(client, migration);
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined);
    client.release();
  }
}

async function listMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return names.map((name) => ({ number: Number.parseInt(name, 10), name }));
}

function refuseNewer(applied: readonly Migration[], known: readonly Migration[]): void {
  const newest = known.at(-1)?.number ?? 0;
  const unknown = applied.filter(({ number }) => number > newest).map(({ name }) => name);
  if (unknown.length === 0) return;
  throw dependencyError(
    'newer-schema',
    `This program knows the database schema up to ${newest}, but the database has ${unknown.join(', ')}: ` +
      'a newer understory has used it. Run that version, or choose another home.',
  );
}

async function apply(client: pg.PoolClient, { number, name }: Migration): Promise<void> {
  const sql = await readFile(new URL(name, folder), 'utf8');
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into schema_migrations (number, name) values ($1, $2)', [
      number,
      name,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
