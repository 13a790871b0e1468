import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../../src/storage/postgres/database.ts';
import { prepared } from '../../../src/storage/postgres/prepared.ts';
import { createDatabase } from '../../fixtures/installation.ts';

let db: Database;

beforeAll(async () => {
  db = await openDatabase(await createDatabase());
});

afterAll(() => db.destroy());

const difference = prepared('difference', (on, a: number, b: number) =>
  sql<{ result: number }>`select ${a}::integer - ${b}::integer as result`.compile(on),
);

const preparedOn = (on: Database) =>
  sql<{ name: string; calls: number }>`
    select name, (generic_plans + custom_plans)::integer as calls from pg_prepared_statements
  `.execute(on);

test('prepared() parses once on a connection, and takes the arguments of each call', async () => {
  await db.connection().execute(async (on) => {
    expect(await difference(on, 7, 4)).toEqual([{ result: 3 }]);
    expect(await difference(on, 1, 9)).toEqual([{ result: -8 }]);
    expect((await preparedOn(on)).rows).toEqual([{ name: 'difference', calls: 2 }]);
  });
});

test('prepared() runs in a transaction, and goes back with it', async () => {
  await sql`create table counted (n integer)`.execute(db);
  const add = prepared('add_counted', (on, n: number) =>
    sql`insert into counted values (${n})`.compile(on),
  );
  const failing = db.transaction().execute(async (on) => {
    await add(on, 1);
    throw new Error('undone');
  });
  await expect(failing).rejects.toThrow('undone');
  await add(db, 2);
  const { rows } = await sql`select n from counted`.execute(db);
  expect(rows).toEqual([{ n: 2 }]);
});

test('prepared() goes on when a column is added to its table', async () => {
  await sql`create table grown (n integer); insert into grown values (5)`.execute(db);
  const read = prepared('read_grown', (on, n: number) =>
    sql`select n from grown where n = ${n}`.compile(on),
  );
  await db.connection().execute(async (on) => {
    expect(await read(on, 5)).toEqual([{ n: 5 }]);
    await sql`alter table grown add column more text`.execute(db);
    expect(await read(on, 5)).toEqual([{ n: 5 }]);
  });
});

test('prepared() refuses a statement whose parameters are not its arguments', async () => {
  const swapped = prepared('swapped', (on, a: number, b: number) =>
    sql`select ${b}::integer - ${a}::integer`.compile(on),
  );
  await expect(swapped(db, 1, 2)).rejects.toThrow('not its arguments');
});
