import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  consumerDetailSchema,
  consumerReadsSchema,
  consumersSchema,
  issuedKeySchema,
} from '../../../src/contracts/consumers.ts';
import { openDatabase, type Database } from '../../../src/storage/postgres/database.ts';
import { authenticate } from '../../../src/consumers/authenticate.ts';
import { makeHome } from '../../fixtures/home.ts';
import { createDatabase } from '../../fixtures/installation.ts';
import { runCli } from '../../fixtures/run-cli.ts';

let home: string;
let url: string;
let db: Database;

beforeAll(async () => {
  ({ root: home } = await makeHome());
  url = await createDatabase();
  db = await openDatabase(url);
});
afterAll(async () => {
  await db.destroy();
  await rm(home, { recursive: true, force: true });
});

const run = (...args: string[]) =>
  runCli(['consumers', ...args], { home, env: { DATABASE_URL: url } });

async function json(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await run(...args, '--json');
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return JSON.parse(stdout);
}

test('understory consumers adds one, gives it a key that is rotated and revoked, and retires it', async () => {
  const signals = 'topics,image_embedding@1';
  const added = await json('add', 'ads', '--owner', 'me', '--purpose', 'x', '--signals', signals);
  expect(consumerDetailSchema.parse(added).signals).toEqual(['image_embedding@1', 'topics']);

  const people = await run('key', 'ads', '--scopes', 'search,signals:read', '--expires', '48h');
  const secret = people.stdout.trim();
  expect((await authenticate(db, secret, Date.now())).principal).toMatchObject({ consumer: 'ads' });
  const soon = Date.now() + 48 * 3_600_000;
  expect((await authenticate(db, secret, soon)).failure).toMatchObject({ kind: 'expired' });

  const rotation = await json('rotate', secret.slice(4, 20), '--grace', '0h', '--scopes', 'search');
  const rotated = issuedKeySchema.parse(rotation);
  expect(rotated.key.scopes).toEqual(['search']);
  expect((await authenticate(db, secret, Date.now())).failure).toMatchObject({ kind: 'expired' });
  const [revoked, declared] = await Promise.all([
    json('revoke', rotated.key.id),
    json('declare', 'ads', '--signals', 'topics'),
  ]);
  expect(revoked).toMatchObject({ state: 'revoked' });
  expect(consumerDetailSchema.parse(declared).signals).toEqual(['topics']);
  await json('retire', 'ads');
  const [listed, reads] = await Promise.all([json(), json('reads', 'cli')]);
  expect(
    consumersSchema
      .parse(listed)
      .consumers.map(({ name, retiredAt }) => [name, retiredAt === null]),
  ).toEqual([
    ['ads', false],
    ['cli', true],
    ['console', true],
  ]);
  expect(consumerReadsSchema.parse(reads)).toMatchObject({ consumer: 'cli', signals: [] });
});

test('understory consumers used wrongly ends with 2 and says how it is used', async () => {
  const wrong = [
    [['show', 'nobody'], 'There is no consumer "nobody"'],
    [['add', 'Upper', '--owner', 'me', '--purpose', 'x'], 'lower-case letters'],
    [['key', 'cli', '--scopes', 'everything'], 'Expected a scope'],
    [['key', 'cli', '--scopes', 'search', '--expires', 'soon'], 'as in 24h or 90d'],
  ] as const;
  const results = await Promise.all(wrong.map(([args]) => run(...args)));
  for (const [at, [, message]] of wrong.entries()) {
    expect(results[at]).toMatchObject({ code: 2, stdout: '' });
    expect(results[at]?.stderr).toContain(message);
  }
});
