import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { deletionSchema } from '../../../src/contracts/deletions.ts';
import { openDatabase, type Database } from '../../../src/storage/postgres/database.ts';
import { makeHome } from '../../fixtures/home.ts';
import { createDatabase } from '../../fixtures/installation.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { addItems } from '../../fixtures/signal-catalogue.ts';

let home: string;
let url: string;
let db: Database;
beforeAll(async () => {
  url = await createDatabase();
  db = await openDatabase(url);
  await addItems(db, ['one', 'two', 'three']);
  home = (await makeHome()).root;
});
afterAll(async () => {
  await db.destroy();
  await rm(home, { recursive: true });
});

const understory = (...args: string[]) => runCli(args, { home, env: { DATABASE_URL: url } });
const ids = async () => (await db.selectFrom('items').select('id').execute()).map(({ id }) => id);
const page = z.object({ deletions: z.array(deletionSchema) });

describe('understory delete', () => {
  test('deletes nothing without --yes where nobody can be asked', async () => {
    const { code, stderr } = await understory('delete', 'one');
    expect(code).toBe(2);
    expect(stderr).toMatch(/Nothing was deleted: one would go .* --yes/);
    expect(await ids()).toHaveLength(3);
  });

  test('deletes several items at once and keeps who did it and why', async () => {
    const { code, stdout } = await understory(
      'delete',
      'one',
      'two',
      '--yes',
      '--reason',
      'ticket 7',
      '--json',
    );
    expect(code).toBe(0);
    const { deletions } = page.parse(JSON.parse(stdout));
    expect(deletions).toMatchObject([
      { state: 'done', item: null, by: 'cli', reason: 'ticket 7', models: [] },
      { state: 'done', item: null, by: 'cli', reason: 'ticket 7', models: [] },
    ]);
    expect(await ids()).toEqual(['three']);
    const listed = await understory('delete', '--list', '--json');
    expect(page.parse(JSON.parse(listed.stdout)).deletions).toHaveLength(2);
  });

  test('refuses what is not in the catalogue unless it is said to be gone, and restores what it deleted', async () => {
    const unknown = await understory('delete', 'four', '--yes');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('--gone');
    expect((await understory('delete', 'four', '--yes', '--gone')).code).toBe(0);
    const restored = await understory('delete', '--restore', 'four');
    expect(restored.stdout).toContain('four may be read again');
    const twice = await understory('delete', '--restore', 'four');
    expect(twice.code).toBe(2);
    expect(twice.stderr).toContain('No item of this id is deleted');
  });
});
