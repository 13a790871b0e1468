import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlanFile } from '../../../src/contracts/backfill-plan.ts';
import { backfillAnswerSchema, jobDetailSchema } from '../../../src/contracts/jobs.ts';
import { beginBackfill } from '../../../src/extraction/backfill/begin.ts';
import { findJobDetail } from '../../../src/extraction/backfill/job-view.ts';
import { planBackfill } from '../../../src/extraction/backfill/plan.ts';
import { readPlanFile, writePlanFile } from '../../../src/extraction/backfill/plan-file.ts';
import { commitPlan, stageShard } from '../../../src/extraction/backfill/stage-shard.ts';
import { readMeasuredCosts } from '../../../src/extraction/metrics/measured-cost.ts';
import { tableOf } from '../../../src/storage/lance/table-of.ts';
import { writeSmallCatalogue } from '../../app/api/small-catalogue.ts';
import { readInto } from '../../fixtures/read-into.ts';
import { serve, type Served } from '../../fixtures/served.ts';

let served: Served;
let plan: PlanFile;
let file: string;
beforeAll(async () => {
  served = await serve();
  await readInto(served, await writeSmallCatalogue(served.folder));
  const { context, folder } = served;
  const whole = await planBackfill('image_embedding@2', context);
  // Of 12 items: two shards instead of one.
  const [first] = whole.shards;
  if (!first) throw new Error('nothing is due');
  const shards = [
    { number: 0, from: first.from, to: first.from + 5, items: 6 },
    { number: 1, from: first.from + 6, to: first.to, items: 6 },
  ];
  const work = { ...whole, shards };
  const job = await beginBackfill(work, { by: 'a test', external: true }, context);
  file = join(folder, 'plan.json');
  await writePlanFile(file, job, work);
  plan = await readPlanFile(file);
});
afterAll(() => served.close());

const stage = (number: number) => stageShard(plan, number, served.context, served.workshop.pools);
const rows = async () =>
  (await tableOf(served.context.signals, 'image_embedding@2')).countByStatus('items');

describe('a plan', () => {
  test('of another schema, a damaged one, and one of another definition are refused', async () => {
    const text = await readFile(file, 'utf8');
    const change = async (from: string, to: string) => {
      const path = join(served.folder, 'other.json');
      await writeFile(path, text.replace(from, to));
      return await readPlanFile(path);
    };
    await expect(change('plan/1', 'plan/9')).rejects.toThrow(/got understory.backfill-plan\/9/);
    await expect(change('"number": 0', '"number": "x"')).rejects.toThrow(/damaged/);
    await expect(change('{', '')).rejects.toThrow(/cannot be read/);
    const other = await change(plan.definition, 'f'.repeat(64));
    await expect(stageShard(other, 0, served.context, served.workshop.pools)).rejects.toThrow(
      /another definition/,
    );
  });

  test('is computed shard by shard, by anyone and more than once, and changes no table', async () => {
    expect(await stage(1)).toBe(6);
    expect(await stage(1)).toBe(6);
    await expect(stage(2)).rejects.toThrow(/shards 0 to 1, not 2/);
    expect(await rows()).toEqual({ ok: 0, abstained: 0, failed: 0 });
    await expect(commitPlan(plan, served.context)).rejects.toThrow(/1 of 2 shards.*: 0\./);
  });

  test('is committed once all shards are, but for items that changed meanwhile', async () => {
    await stage(0);
    await served.context.db
      .updateTable('items')
      .set({ input: 'edited meanwhile' })
      .where('id', '=', 'cat')
      .execute();
    expect(await commitPlan(plan, served.context)).toEqual({ stored: 11, leftOut: 1 });
    const { ok, abstained, failed } = await rows();
    expect(ok + abstained + failed).toBe(11);
    expect(await findJobDetail(served.context.db, plan.job)).toMatchObject({
      state: 'done',
      plan: null,
    });
    const cost = (await readMeasuredCosts(served.context.db)).get('image_embedding@2');
    expect(cost).toBeGreaterThan(0.1);
    await expect(stage(0)).rejects.toThrow(/is done/);
  });
});

describe('POST /v1/signals/{name}/backfill', () => {
  test('keeps with the job what it was estimated to take', async () => {
    const begun = backfillAnswerSchema.parse(
      await served.json('/v1/signals/crop_embedding/backfill', { version: 2, begin: true }),
    );
    expect(begun.plan.estimate?.signalCpuMsPerItem).toBeGreaterThan(0);
    const job = jobDetailSchema.parse(await served.json(`/v1/jobs/${begun.job?.id}`));
    expect(job.plan).toEqual({ catalogue: 12, estimate: begun.plan.estimate });
  });
});
