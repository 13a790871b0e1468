import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSharder } from '../../../src/extraction/read/sharder.ts';
import type { ShardInput } from '../../../src/extraction/shard.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
  await installation.db
    .insertInto('runs')
    .values({ id: 'run', source: 's', title: 's', state: 'listing', process: 'p' })
    .execute();
});
afterAll(() => installation.close());

describe('createSharder()', () => {
  test('cuts small shards first, every item into one of them, each known before it is queued', async () => {
    const queued: ShardInput[] = [];
    const sharder = createSharder('run', installation, async (shard) => {
      const row = await installation.db
        .selectFrom('shards')
        .select(['items', 'finished_at'])
        .where('number', '=', shard.number)
        .executeTakeFirstOrThrow();
      expect(row).toEqual({ items: shard.items.length, finished_at: null });
      queued.push(shard);
    });
    const ids = Array.from({ length: 203 }, (_, index) => `item ${index}`);
    for (let start = 0; start < ids.length; start += 30) {
      await sharder.add(ids.slice(start, start + 30));
    }
    await sharder.flush();
    expect(queued.map(({ items }) => items.length)).toEqual([8, 16, 32, 64, 64, 19]);
    expect(queued.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(queued.flatMap(({ items }) => items)).toEqual(ids);
  });
});
