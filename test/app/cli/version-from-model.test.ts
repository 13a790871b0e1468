import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Job } from '../../../src/contracts/jobs.ts';
import type { SignalRef } from '../../../src/contracts/signal-ref.ts';
import { beginBackfill } from '../../../src/extraction/backfill/begin.ts';
import { findJob } from '../../../src/extraction/backfill/job-view.ts';
import { planBackfill } from '../../../src/extraction/backfill/plan.ts';
import { readPlanFile, writePlanFile } from '../../../src/extraction/backfill/plan-file.ts';
import { commitPlan } from '../../../src/extraction/backfill/stage-shard.ts';
import { addHubModel } from '../../../src/models/hub/add-model.ts';
import { removeModel } from '../../../src/releases/recipes/remove-model.ts';
import { drop } from '../../../src/releases/retire-version.ts';
import { tableOf } from '../../../src/storage/lance/table-of.ts';
import { startHub, type HubServer } from '../../fixtures/hub-server.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';
import { runCli, startCli, type CliProcess, type CliResult } from '../../fixtures/run-cli.ts';
import { seedItem } from '../../fixtures/seed-item.ts';
import { tokenVector } from '../../fixtures/tiny-encoders.ts';
import { ownModels, tinySentences } from '../../fixtures/tiny-pair.ts';

/** Titles and the tokens of their sentences: [CLS] … . [SEP]; a full stop is no token of ten. */
const titles = { 'red cup': [2, 4, 5, 1, 3], tea: [2, 7, 1, 3], 'cup of tea': [2, 5, 8, 7, 1, 3] };

const origin = 'hf:tester/tiny-sentences';

let installation: Installation;
let hub: HubServer;
let worker: CliProcess | undefined;
let model: string;

beforeAll(async () => {
  installation = await openInstallation();
  await ownModels(installation.home.models);
  for (const title of Object.keys(titles)) await seedItem(installation, title, []);
  hub = await startHub(tinySentences);
  const modelsDir = installation.home.models;
  const [added] = await addHubModel(origin, { modelsDir, baseUrl: hub.url, retries: 0 });
  model = added?.manifest.name ?? '';
});
afterAll(async () => {
  worker?.child.kill('SIGTERM');
  await worker?.ended;
  await hub.close();
  await installation.close();
});

const options = () => {
  const { home, databaseUrl } = installation;
  return { home: home.root, env: { DATABASE_URL: databaseUrl } };
};

async function understory(...args: string[]): Promise<CliResult> {
  return await runCli(args, options());
}

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await understory(...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

async function vectorsOf(ref: SignalRef<'text_embedding'>): Promise<Map<string, number[]>> {
  const table = await tableOf(installation.signals, ref);
  const records = await table.recordsOf(Object.keys(titles));
  return new Map(records.map(({ item, value }) => [item, value?.vector ?? []]));
}

async function ending(id: string): Promise<Job> {
  for (;;) {
    const job = await findJob(installation.db, id);
    if (job.state !== 'running') return job;
    await sleep(50);
  }
}

function normalised(vector: readonly number[]): number[] {
  return vector.map((number) => number / Math.hypot(...vector));
}

function meanOf(tokens: readonly number[]): number[] {
  return normalised(
    [0, 1].map((at) => tokens.reduce((sum, token) => sum + (tokenVector(token)[at] ?? 0), 0)),
  );
}

function expectVector(actual: readonly number[] | undefined, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((number, at) => expect(actual?.[at]).toBeCloseTo(number, 5));
}

describe('understory signals add', () => {
  test('makes a version that a worker computes which was started before', async () => {
    worker = startCli(['worker', '--threads', '1'], options());
    const added = await json('signals', 'add', 'text_embedding@2', '--model', model);
    expect(added).toMatchObject({ ref: 'text_embedding@2', dims: 2, pooling: 'mean' });
    const plan = await planBackfill('text_embedding@2', installation);
    const job = await beginBackfill(plan, { by: 'a test' }, installation);
    const ended = await ending(job);
    expect(ended).toMatchObject({ state: 'done', done: 3, failed: 0 });
    const vectors = await vectorsOf('text_embedding@2');
    for (const [title, tokens] of Object.entries(titles)) {
      expectVector(vectors.get(title), meanOf(tokens));
    }
  });

  test('makes a version with another pooling that processes without a queue compute', async () => {
    const wanted = ['text_embedding@3', '--model', origin];
    const added = await json('signals', 'add', ...wanted, '--pooling', 'first', '--owner', 'ann');
    expect(added).toMatchObject({ pooling: 'first', origin: expect.stringMatching(/^hf:tester/) });
    const work = await planBackfill('text_embedding@3', installation);
    const job = await beginBackfill(work, { by: 'a test', external: true }, installation);
    const file = join(installation.home.root, 'plan.json');
    await writePlanFile(file, job, work);
    const shard = await json('worker', 'run-shard', '--plan', file, '--shard', '0');
    expect(shard).toMatchObject({ items: 3 });
    await commitPlan(await readPlanFile(file), installation);
    const vectors = await vectorsOf('text_embedding@3');
    for (const title of Object.keys(titles)) {
      expectVector(vectors.get(title), normalised(tokenVector(2)));
    }
    const { stdout } = await understory('signals', 'show', 'text_embedding@3');
    expect(stdout).toMatch(/text_embedding@3 {2}building, embedding/);
    expect(stdout).toMatch(/by the text encoder hf:tester.*its first token.*first 12 tokens/);
    expect(stdout).toMatch(/owner: ann/);
  });

  test('is used wrongly with a signal that is code', async () => {
    expect(await understory('signals', 'add', 'ocr@2', '--model', model)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/those of ocr are code/),
    });
  });
});

describe('understory models remove', () => {
  test('is refused while versions are made by the model, and removes it once they are dropped', async () => {
    const { models } = await json('models', 'list');
    expect(models).toContainEqual(
      expect.objectContaining({ name: model, signals: ['text_embedding@2', 'text_embedding@3'] }),
    );
    expect(await understory('models', 'remove', model)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/makes text_embedding@2, text_embedding@3: drop them first/),
    });
    for (const ref of ['text_embedding@2', 'text_embedding@3'] as const) {
      await drop(ref, { days: 30 }, installation);
    }
    expect(await json('models', 'remove', model)).toMatchObject({ name: model, state: 'removed' });
    const { db, home } = installation;
    const remove = (name: string) => removeModel(name, { db, modelsDir: home.models });
    await expect(remove(model)).rejects.toThrow(/There are: none/);
    await expect(remove('use-lite')).rejects.toThrow(/comes with the program/);
  });
});
