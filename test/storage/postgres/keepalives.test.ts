import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { withKeepalives } from '../../../src/storage/postgres/keepalives.ts';
import { createDatabase } from '../../fixtures/installation.ts';

describe('withKeepalives()', () => {
  test('makes sessions that PostgreSQL gives up within 20 s of silence', async () => {
    const url = withKeepalives(await createDatabase(), {});
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ name: string; setting: string }>(
      "select name, setting from pg_settings where name like 'tcp_keepalives_%' or name = 'tcp_user_timeout'",
    );
    await client.end();
    const of = (name: string) => Number(rows.find((row) => row.name === name)?.setting);
    const probing = of('tcp_keepalives_interval') * of('tcp_keepalives_count');
    expect(of('tcp_keepalives_idle') + probing).toBe(19);
    expect(of('tcp_user_timeout')).toBe(19_000);
  });

  test('keeps the parameters of a URL, and leaves one that has options of its own', () => {
    const url = 'postgresql://u:p@db.example/u?sslmode=require';
    expect(withKeepalives(url, {}).startsWith(`${url}&options=-c%20tcp_keep`)).toBe(true);
    const own = `${url}&options=-c%20statement_timeout%3D5000`;
    expect(withKeepalives(own, {})).toBe(own);
    expect(withKeepalives(url, { PGOPTIONS: '-c work_mem=64MB' })).toBe(url);
  });
});
