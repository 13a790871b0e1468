import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openContext } from '../../../src/app/context.ts';
import { readIds } from '../../../src/app/cli/ids-argument.ts';
import { lookupText } from '../../../src/app/cli/lookup-text.ts';
import { readsOf } from '../../../src/consumers/ledger/reads-of.ts';
import { lookupAnswerSchema } from '../../../src/contracts/lookup.ts';
import { openDatabase } from '../../../src/storage/postgres/database.ts';
import { createDatabase } from '../../fixtures/installation.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { addItems, ocrValueOf, record, write } from '../../fixtures/signal-catalogue.ts';

let home: string;
let databaseUrl: string;
const computedAt = Date.UTC(2026, 0, 2);

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'understory-lookup-'));
  databaseUrl = await createDatabase();
  const context = await openContext(home, { DATABASE_URL: databaseUrl });
  await addItems(context.db, ['a', 'b', 'c']);
  await write(context.signals, 'ocr@1', [
    record('a', ocrValueOf('a'), { computedAt }),
    record('b', null, { status: 'abstained', reason: 'no text', computedAt }),
  ]);
  await context.close();
}, 60_000);
afterAll(() => rm(home, { recursive: true, force: true }));

const lookup = (args: readonly string[], input?: string) =>
  runCli(['lookup', ...args], {
    home,
    env: { DATABASE_URL: databaseUrl },
    ...(input !== undefined && { input }),
  });

describe('understory lookup', () => {
  test('gives what is asked of ids from arguments and standard input, and notes who read it', async () => {
    const { code, stdout } = await lookup(
      ['a', '-', '--signals', 'ocr@1', '--json'],
      'b\r\n\nnobody\na\n',
    );
    expect(code).toBe(1);
    const answer = lookupAnswerSchema.parse(JSON.parse(stdout));
    expect(answer).toMatchObject({
      versions: { 'ocr@1': 1 },
      items: [
        { id: 'a', signals: { 'ocr@1': { status: 'ok', value: ocrValueOf('a') } } },
        { id: 'b', signals: { 'ocr@1': { status: 'abstained', reason: 'no text' } } },
      ],
      missing: ['nobody'],
    });
    const db = await openDatabase(databaseUrl);
    const reads = await readsOf(db, 'cli', { days: 1, now: Date.now() });
    await db.destroy();
    expect(reads).toMatchObject([{ signal: 'ocr', version: 1, reads: 1, items: 2 }]);
  });

  test('shows people a line a signal, and names what is not known', async () => {
    const { code, stdout, stderr } = await lookup(['a', 'c', 'x', '--signals', 'ocr,topics']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^a\n {2}ocr@1 {5}\{.*\}\n {2}topics@1 {2}nothing yet\nc\n/);
    expect(stderr).toContain('Nothing is known of 1 of them: x');
  });

  test.each([
    [['a', '--signals', 'ocr@9'], /There is no ocr@9. There are: ocr@1/, 2],
    [['a', '--signals', 'colour'], /There is no signal "colour"/, 2],
    [['a', '--signals', 'image_embedding@2'], /never computed here.*backfill image_embedding@2/, 2],
    [['a', '--signals', 'ocr', '--as-of', 'yesterday'], /asOf: /, 2],
    [['-', '--signals', 'ocr'], /Expected ids of items on standard input/, 2],
  ] as const)('refuses %j', async (args, message, expected) => {
    const { code, stderr } = await lookup(args, '\n');
    expect(stderr).toMatch(message);
    expect(code).toBe(expected);
  });
});

test('readIds() gives each id once, in the order they came in', async () => {
  const input = Readable.from(['b\nc', '\r\nd e \n']);
  expect(await readIds(['a', 'b', '-', 'a'], input)).toEqual(['a', 'b', 'c', 'd e ']);
});

test('lookupText() cuts lines to the width, and shows parts below what they are of', () => {
  const at = new Date(0).toISOString();
  const answer = {
    status: 'ok' as const,
    value: { text: 'a long text that goes on' },
    computedAt: at,
    parts: [{ part: 'k0', status: 'abstained' as const, reason: 'no text', computedAt: at }],
  };
  expect(lookupText({ id: 'one', signals: { ocr: answer } }, { ocr: 2 }, 30)).toEqual([
    'one',
    '  ocr@2    {"text":"a long te…',
    '    of k0  abstained: no text',
  ]);
});
