import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { openContext } from '../../../src/app/context.ts';
import { createDatabase } from '../../fixtures/installation.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { addItems, record, vectorOf, write } from '../../fixtures/signal-catalogue.ts';
import { contractOf } from '../../signals/contract/odcs/contract-of.ts';

let home: string;
let databaseUrl: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'understory-contracts-'));
  databaseUrl = await createDatabase();
  const context = await openContext(home, { DATABASE_URL: databaseUrl });
  await addItems(context.db, ['a', 'b']);
  await write(context.signals, 'image_embedding@1', [
    record('a', { vector: vectorOf('image_embedding@1', 1) }),
    record('b', { vector: vectorOf('image_embedding@1', 2).map((each) => each * 3) }),
  ]);
  await context.close();
}, 60_000);
afterAll(() => rm(home, { recursive: true, force: true }));

const run = (args: readonly string[], input?: string) =>
  runCli(['signals', ...args], {
    home,
    env: { DATABASE_URL: databaseUrl },
    ...(input !== undefined && { input }),
  });

const withoutInstallation = (args: readonly string[]) =>
  runCli(['signals', ...args], { home, env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/no' } });

const contractFile = async (name: string, contract: object) => {
  const path = join(home, name);
  await writeFile(path, stringify(contract));
  return path;
};

const reportSchema = z.object({
  ok: z.boolean(),
  changes: z.array(z.object({ change: z.string(), path: z.string(), breaking: z.boolean() })),
  contradictions: z.array(z.string()),
});

test('`signals contract` prints what `--check` then finds nothing wrong with', async () => {
  const printed = await run(['contract', 'image_embedding']);
  expect(printed.code).toBe(0);
  const checked = await run(['contract', '--check', '-'], printed.stdout);
  expect(checked).toMatchObject({ code: 0 });
  expect(checked.stdout).toContain('Nothing changed.');
}, 30_000);

test('`signals contract --check` tells breaking changes and what the table contradicts', async () => {
  const contract = contractOf('image_embedding@1', { endOfLife: null });
  const file = await contractFile('narrow.yaml', {
    ...contract,
    schema: contractOf('image_embedding@2').schema,
  });
  const { code, stdout } = await run(['--json', 'contract', '--check', file]);
  const report = reportSchema.parse(JSON.parse(stdout));
  expect(code).toBe(1);
  expect(report.changes[0]).toEqual(
    expect.objectContaining({ change: 'dims-changed', path: 'image_embedding.vector' }),
  );
  expect(report.contradictions).toEqual([expect.stringMatching(/has 344, the contract says 568/)]);
}, 30_000);

test('`signals contract --check --against` compares two files where there is no installation', async () => {
  const mine = await contractFile('mine.yaml', contractOf('ocr@1'));
  const live = await contractFile('live.yaml', {
    ...contractOf('ocr@1'),
    slaProperties: contractOf('ocr@1').slaProperties?.slice(1),
  });
  const other = await contractFile('other.yaml', contractOf('topics@1'));
  const [pinned, unlike] = await Promise.all([
    withoutInstallation(['contract', '--pinned', '--check', mine, '--against', live]),
    withoutInstallation(['contract', '--check', mine, '--against', other]),
  ]);
  expect(pinned.code).toBe(1);
  expect(pinned.stdout).toContain('BREAKS  promise-weakened  slaProperties.coverage: 0.95 → null');
  expect(unlike).toMatchObject({ code: 2, stdout: '' });
}, 30_000);

test('`signals check` fails where a table is not what its contract says', async () => {
  const [broken, undone] = await Promise.all([
    run(['check', 'image_embedding']),
    run(['check', 'image_embedding@2']),
  ]);
  expect(broken.code).toBe(1);
  expect(broken.stdout).toMatch(/norm vector +2 +1 +3 +FAILS/);
  expect(broken.stdout).toMatch(/the length of vector is 1 ± 0.001, but:\n {2}b {2}3/);
  expect(undone).toMatchObject({ code: 2, stderr: expect.stringContaining('never computed') });
}, 30_000);

test('`signals lineage` draws what a signal comes from and what comes from it', async () => {
  const { stdout } = await run(['lineage', 'language']);
  expect(stdout).toContain(
    'comes from\nlanguage@1\n  title\n  description\n  tags\n  ocr@1\n    image',
  );
  expect(stdout).toMatch(/is used by\nlanguage@1\n {2}(safety|keyphrases|text_quality)@1/);
}, 30_000);
