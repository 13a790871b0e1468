import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { appendChanges } from '../../../src/changes/append.ts';
import { changeEventSchema } from '../../../src/contracts/changes.ts';
import { madeWebhookSchema, webhookSchema } from '../../../src/contracts/webhooks.ts';
import { openDatabase, type Database } from '../../../src/storage/postgres/database.ts';
import { addConsumer } from '../../fixtures/consumer.ts';
import { makeHome } from '../../fixtures/home.ts';
import { createDatabase } from '../../fixtures/installation.ts';
import { runCli, startCli } from '../../fixtures/run-cli.ts';

let home: string;
let url: string;
let db: Database;

beforeAll(async () => {
  url = await createDatabase();
  db = await openDatabase(url);
  await addConsumer(db, 'feed', ['topics']);
  home = (await makeHome()).root;
});
afterAll(async () => {
  await db.destroy();
  await rm(home, { recursive: true });
});

const options = () => ({ home, env: { DATABASE_URL: url } });
const understory = (...args: string[]) => runCli(args, options());
const add = (item: string) =>
  db
    .transaction()
    .execute((transaction) =>
      appendChanges(transaction, [{ type: 'understory.item.added.v1', data: { items: [item] } }]),
    );
const eventOf = (line: string) => changeEventSchema.parse(JSON.parse(line));

test('understory changes prints what changed and goes on after a cursor; --follow does not end', async () => {
  await add('a');
  await add('b');
  const lines = await vi.waitFor(
    async () => {
      const { code, stdout } = await understory('changes');
      expect(code).toBe(0);
      const printed = stdout.trim().split('\n');
      expect(printed).toHaveLength(2);
      return printed;
    },
    { timeout: 30_000 },
  );
  const [first] = lines.map(eventOf);
  const { child, ended } = startCli(
    ['changes', '--after', first?.id ?? '', '--follow', '--types', 'understory.item.added.v1'],
    options(),
  );
  if (!child.stdout) throw new Error('no output');
  const read = createInterface({ input: child.stdout });
  const seen: (string | undefined)[] = [];
  read.on('line', (line) => seen.push(eventOf(line).subject));
  await once(read, 'line');
  await add('c');
  await vi.waitFor(() => expect(seen).toEqual(['b', 'c']), { timeout: 20_000 });
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect(code).toBe(0);
  expect(stderr).toContain('--after ');
});

test('understory changes refuses a type, or a cursor, that there is not', async () => {
  const [type, cursor] = await Promise.all([
    understory('changes', '--types', 'nothing'),
    understory('changes', '--after', 'nothing'),
  ]);
  expect(type).toMatchObject({ code: 2, stderr: expect.stringContaining('understory.item.added') });
  expect(cursor).toMatchObject({ code: 2, stderr: expect.stringContaining('cursor') });
});

test('understory webhooks makes one and drives it', async () => {
  const json = async (...args: string[]): Promise<unknown> => {
    const { code, stdout, stderr } = await understory('--json', 'webhooks', ...args);
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout);
  };
  const address = 'https://93.184.216.34/hook';
  const { secret, ...made } = madeWebhookSchema.parse(
    await json('add', 'feed', '--url', address, '--signals', 'topics'),
  );
  expect(secret).toMatch(/^whsec_/);
  expect(await json('list')).toEqual({ webhooks: [made] });
  expect(webhookSchema.parse(await json('pause', made.id)).state).toBe('paused');
  expect(webhookSchema.parse(await json('replay', made.id, '--after', 'latest')).state).toBe(
    'active',
  );
  const { stdout } = await understory('webhooks', 'show', made.id);
  expect(stdout).toContain(`feed → ${address}`);
  expect(stdout).not.toContain('whsec_');
  const rotated = madeWebhookSchema.parse(await json('rotate', made.id, '--grace', '2h'));
  expect(rotated.secret).toMatch(/^whsec_/);
  expect(rotated.secret).not.toBe(secret);
  expect(Date.parse(rotated.oldSecretUntil ?? '')).toBeGreaterThan(Date.now());
  const both = await understory('webhooks', 'replay', made.id, '--dead', '--after', 'latest');
  expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('--dead') });
  expect(await json('remove', made.id)).toEqual({ removed: made.id });
  const gone = await understory('webhooks', 'show', made.id);
  expect(gone).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no webhook') });
});

test('understory webhooks add refuses a private address', async () => {
  const { code, stderr } = await understory('webhooks', 'add', 'feed', '--url', 'http://10.0.0.1/');
  expect(code).toBe(2);
  expect(stderr).toContain('public internet');
});
