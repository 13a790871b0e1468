import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/storage/postgres/database.ts';
import { createDatabase } from '../../fixtures/installation.ts';

let url: string;
let client: pg.Client;

beforeAll(async () => {
  url = await createDatabase();
  client = new pg.Client({ connectionString: url });
  await client.connect();
});
afterAll(() => client.end());

const applied = async () => {
  const { rows } = await client.query<{ number: number; applied_at: Date }>(
    'select number, applied_at from schema_migrations order by number',
  );
  return rows;
};

describe('openDatabase()', () => {
  test('migrates a new database once when several open it at the same time', async () => {
    const opened = await Promise.all([openDatabase(url), openDatabase(url), openDatabase(url)]);
    await Promise.all(opened.map((db) => db.destroy()));
    const numbers = (await applied()).map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThan(0);
  });

  test('changes nothing when it is opened again', async () => {
    const before = await applied();
    await (await openDatabase(url)).destroy();
    expect(await applied()).toEqual(before);
  });

  test('refuses a schema that a newer program has made, naming it and the way out', async () => {
    await client.query(
      "insert into schema_migrations (number, name) values (9001, '9001-later.sql')",
    );
    await expect(openDatabase(url)).rejects.toMatchObject({
      code: 'newer-schema',
      message: expect.stringMatching(/9001-later\.sql: a newer understory .* choose another home/),
    });
    await client.query('delete from schema_migrations where number = 9001');
    await (await openDatabase(url)).destroy();
  });
});
