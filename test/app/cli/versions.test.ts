import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Job } from '../../../src/contracts/jobs.ts';
import type { Home } from '../../../src/base/home.ts';
import { writeSmallCatalogue } from '../api/small-catalogue.ts';
import { makeHome } from '../../fixtures/home.ts';
import { createDatabase } from '../../fixtures/installation.ts';
import { runCli, type CliResult } from '../../fixtures/run-cli.ts';

let home: Home;
let databaseUrl: string;
let folder: string;

/** Another thread would load the models again. */
const oneThread = ['--threads', '1'] as const;

async function understory(...args: string[]): Promise<CliResult> {
  return await runCli(args, { home: home.root, env: { DATABASE_URL: databaseUrl } });
}

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await understory(...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

beforeAll(async () => {
  home = await makeHome();
  databaseUrl = await createDatabase();
  folder = await mkdtemp(join(tmpdir(), 'understory-versions-'));
  const { code, stderr } = await understory(
    'read',
    await writeSmallCatalogue(folder),
    ...oneThread,
  );
  // One of its pictures is none.
  expect(code, stderr).toBe(1);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(home.root, { recursive: true, force: true });
});

describe('understory signals', () => {
  test('plans a backfill, with what it costs, and begins nothing', async () => {
    const { stdout } = await understory(
      'signals',
      'backfill',
      'image_embedding@2',
      '--plan',
      '--price',
      '10',
    );
    expect(stdout).toMatch(
      /image_embedding@2: 12 of 12 items to compute, .* kB to decode, 1 shards/,
    );
    expect(stdout).toMatch(/cost 0\.\d\d\n/);
    expect(await json('jobs')).toEqual({ jobs: [] });
  });

  test('says which versions there are when one is unknown', async () => {
    const { code, stderr } = await understory('signals', 'backfill', 'image_embedding@7');
    expect(code).toBe(2);
    expect(stderr).toMatch(/no image_embedding@7. There are: image_embedding@1, image_embedding@2/);
  });

  test('refuses to promote what was not computed, and what is live', async () => {
    expect(await understory('signals', 'promote', 'image_embedding@2')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/of 12 items 0 have it/),
    });
    expect(await understory('signals', 'promote', 'image_embedding@1')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/is the live version already/),
    });
  });

  test('computes a version from a plan, promotes it and rolls it back', async () => {
    const plan = join(folder, 'plan.json');
    const emitted = await json('signals', 'backfill', 'image_embedding@2', '--emit-plan', plan);
    expect(JSON.parse(await readFile(plan, 'utf8'))).toMatchObject({ job: emitted.job });
    expect(await json('worker', 'run-shard', '--plan', plan, '--shard', '0')).toMatchObject({
      shard: 0,
      items: 12,
    });
    expect(await json('signals', 'backfill', '--commit-plan', plan)).toMatchObject({ stored: 12 });
    const before = new Date().toISOString();
    expect(await json('signals', 'promote', 'image_embedding@2')).toMatchObject({
      from: 'image_embedding@1',
      to: 'image_embedding@2',
    });
    const lengthOf = async (...args: string[]) => {
      const { stdout } = await understory('export', '--signals', 'image_embedding', ...args);
      const rows = stdout.trim().split('\n');
      const cat = rows.map((row) => JSON.parse(row) as ExportedRow).find(({ id }) => id === 'cat');
      return cat?.image_embedding?.vector.length;
    };
    expect(await lengthOf()).toBe(568);
    expect(await lengthOf('--as-of', before)).toBe(344);
    expect(await json('signals', 'rollback', 'image_embedding')).toMatchObject({
      to: 'image_embedding@1',
    });
    expect(await lengthOf()).toBe(344);
  });

  test('follows a job that it begins, and shows it afterwards', async () => {
    const job = await json('signals', 'backfill', 'crop_embedding@2', ...oneThread);
    expect(job).toMatchObject({ state: 'done', done: 12, failed: 0 });
    expect(job.plan).toMatchObject({ catalogue: 12, estimate: { measuredOn: expect.any(Number) } });
    const { stdout: shown } = await understory('jobs', 'show', String(job.id));
    expect(shown).toMatch(/planned +taken\n +time .*\n +items\/s .*\n +CPU of signals/);
    const { jobs } = (await json('jobs')) as { jobs: Job[] };
    expect(jobs.map(({ signal, state }) => [signal, state])).toEqual([
      ['crop_embedding', 'done'],
      ['image_embedding', 'done'],
    ]);
    const again = await understory('jobs', 'resume', String(job.id));
    expect(again).toMatchObject({ code: 1, stderr: expect.stringMatching(/is done/) });
  });
});

interface ExportedRow {
  readonly id: string;
  readonly image_embedding: { readonly vector: readonly number[] } | null;
}
