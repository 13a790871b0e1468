import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Job } from '../../src/contracts/jobs.ts';
import type { SignalRef } from '../../src/contracts/signal-ref.ts';
import { beginBackfill } from '../../src/extraction/backfill/begin.ts';
import { changeBackfill } from '../../src/extraction/backfill/backfills.ts';
import { findJob } from '../../src/extraction/backfill/job-view.ts';
import { estimateBackfill, planBackfill } from '../../src/extraction/backfill/plan.ts';
import { readVersions } from '../../src/extraction/versions/versions.ts';
import { promote } from '../../src/releases/promote.ts';
import { deprecate, drop } from '../../src/releases/retire-version.ts';
import { rollback } from '../../src/releases/rollback.ts';
import { tableOf } from '../../src/storage/lance/table-of.ts';
import { search } from '../../src/surfaces/search/search.ts';
import { writeSmallCatalogue } from '../app/api/small-catalogue.ts';
import { openmojiPicture } from '../fixtures/openmoji.ts';
import { readInto } from '../fixtures/read-into.ts';
import { serve, type Served } from '../fixtures/served.ts';

const second: SignalRef<'image_embedding'> = 'image_embedding@2';
const promotion = { by: 'a test', coverage: 0.99, findBroken: async () => [] };

let served: Served;
beforeAll(async () => {
  served = await serve();
  await readInto(served, await writeSmallCatalogue(served.folder));
});
afterAll(() => served.close());

async function backfill(ref: SignalRef, rate?: number): Promise<string> {
  const plan = await planBackfill(ref, served.context);
  const options = { by: 'a test', ...(rate !== undefined && { rate }) };
  return await beginBackfill(plan, options, served.context);
}

async function settled(id: string): Promise<Job> {
  for (;;) {
    const job = await findJob(served.context.db, id);
    if (job.state !== 'running') return job;
    await sleep(50);
  }
}

async function stateOf(ref: SignalRef) {
  return (await readVersions(served.context.db)).stateOf(ref);
}

async function waitFor(reached: () => Promise<boolean>): Promise<void> {
  while (!(await reached())) await sleep(50);
}

const searchLikeApple = async () => {
  const { context, workshop } = served;
  const searcher = {
    stores: context,
    online: workshop.online,
    deadline: performance.now() + 60_000,
  };
  const options = { limit: 3, unsafe: true, copies: true };
  return await search([{ kind: 'item', id: 'apple-red', weight: 1 }], options, searcher);
};

describe('a second version of a signal', () => {
  test('cannot be promoted before it was computed', async () => {
    await expect(promote(second, promotion, served.context)).rejects.toThrow(
      /image_embedding@2 is defined: of 12 items 0 have it.*backfill image_embedding@2/,
    );
  });

  test('is planned from what is due, measured on a few items', async () => {
    const plan = await planBackfill(second, served.context);
    expect(plan).toMatchObject({ catalogue: 12, items: 12 });
    expect(plan.bytes).toBeGreaterThan(10_000);
    const estimate = await estimateBackfill(plan, served.context, served.workshop.pools);
    expect(estimate?.measuredOn).toBe(8);
    expect(estimate?.cpuMsPerItem).toBeGreaterThan(1);
    expect(await stateOf(second)).toBe('defined');
  });

  test('is computed beside the first, and stays whole while it pauses and goes on', async () => {
    const id = await backfill(second, 20);
    expect(await stateOf(second)).toBe('building');
    await changeBackfill(served.context.db, id, 'pause', Date.now());
    const paused = await findJob(served.context.db, id);
    expect(paused.state).toBe('paused');
    await expect(promote(second, promotion, served.context)).rejects.toThrow(/covers \d+ of 12/);
    await expect(backfill(second)).rejects.toThrow(/is paused already/);
    await changeBackfill(served.context.db, id, 'resume', Date.now());
    expect(await settled(id)).toMatchObject({ state: 'done', done: 12, failed: 0 });
    const ids = ['cat', 'apple-red'];
    const [one, two] = await Promise.all([
      tableOf(served.context.signals, 'image_embedding@1'),
      tableOf(served.context.signals, second),
    ]);
    expect((await one.recordsOf(ids)).map(({ value }) => value?.vector.length)).toEqual([344, 344]);
    expect((await two.recordsOf(ids)).map(({ value }) => value?.vector.length)).toEqual([568, 568]);
  });

  test('leaves nothing to compute when it is planned again', async () => {
    expect(await planBackfill(second, served.context)).toMatchObject({ items: 0, shards: [] });
  });

  test('is live at once for those who search, none of whom fails or sees both', async () => {
    const before = await searchLikeApple();
    let stop = false;
    const answers: (string | undefined)[] = [];
    // Lance and the index that takes its place sum a cosine up in another order: six digits are alike.
    const scoreOf = ({ results }: typeof before) => results[0]?.score.toFixed(4);
    const reader = async () => {
      while (!stop) answers.push(scoreOf(await searchLikeApple()));
    };
    const reading = [reader(), reader()];
    const flip = await promote(second, promotion, served.context);
    expect(flip).toMatchObject({ from: 'image_embedding@1', to: second, job: undefined });
    const after = await searchLikeApple();
    stop = true;
    await Promise.all(reading);
    const scores = [before, after].map(scoreOf);
    expect(scores[0]).not.toBe(scores[1]);
    expect(new Set([...answers, ...scores])).toEqual(new Set(scores));
    expect(await stateOf('image_embedding@1')).toBe('kept');
  });

  test('is computed of fresh content, as is the one that was live', async () => {
    await readInto(served, await writeFresh(served.folder));
    for (const ref of ['image_embedding@1', second] as const) {
      const table = await tableOf(served.context.signals, ref);
      expect(await table.recordsOf(['fresh.png']), ref).toMatchObject([{ status: 'ok' }]);
    }
  });

  test('goes back in one step, once, and forward again', async () => {
    const { context } = served;
    expect(await rollback('image_embedding', 'a test', context)).toEqual({
      from: second,
      to: 'image_embedding@1',
    });
    await expect(rollback('image_embedding', 'a test', context)).rejects.toThrow(/no promotion/);
    await promote(second, promotion, context);
    await rollback('image_embedding', 'a test', context);
    expect(await stateOf('image_embedding@1')).toBe('live');
  });

  test('is dropped when nobody needs it, and not before', async () => {
    const { context } = served;
    await expect(drop('image_embedding@1', { days: 30 }, context)).rejects.toThrow(/is the live/);
    await promote(second, promotion, context);
    await expect(drop('image_embedding@1', { days: 30 }, context)).rejects.toThrow(
      /image_embedding@1 is what .*crop_embedding@1.*near_duplicates@1/,
    );
    await rollback('image_embedding', 'a test', context);
    await deprecate(second, Date.now() + 86_400_000, context);
    expect(await stateOf(second)).toBe('deprecated');
    await drop(second, { days: 30 }, context);
    expect(await stateOf(second)).toBe('dropped');
    expect((await planBackfill(second, context)).items).toBe(13);
  });

  test('can be computed anew after it was dropped', async () => {
    expect(await settled(await backfill(second))).toMatchObject({ state: 'done', done: 13 });
  });
});

describe('beginBackfill()', () => {
  test('is cancelled with the version that it computes being dropped', async () => {
    const { context } = served;
    await context.db.deleteFrom('signal_versions').execute();
    await context.signals.dropTable('image_embedding', 2);
    const id = await backfill(second, 0.5);
    await drop(second, { days: 30 }, context);
    expect((await findJob(context.db, id)).state).toBe('cancelled');
    expect(await stateOf(second)).toBe('dropped');
  });

  test('stops at once when it is cancelled', async () => {
    const { db } = served.context;
    await db.deleteFrom('signal_versions').execute();
    await served.context.signals.dropTable('image_embedding', 2);
    const id = await backfill(second, 0.5);
    await waitFor(async () => (await findJob(db, id)).state === 'running');
    await changeBackfill(db, id, 'cancel', Date.now());
    expect((await findJob(db, id)).state).toBe('cancelled');
    await expect(changeBackfill(db, id, 'resume', Date.now())).rejects.toThrow(/is cancelled/);
  });
});

async function writeFresh(folder: string): Promise<string> {
  const place = join(folder, 'fresh');
  await mkdir(place);
  await writeFile(join(place, 'fresh.png'), await openmojiPicture('1F680'));
  return place;
}
