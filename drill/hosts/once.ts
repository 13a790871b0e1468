import type { Observer } from './observer.ts';

/** In words, what was done more than once, or not; empty where all was done once. */
export async function findRepeats(observer: Observer, items: number): Promise<string[]> {
  const faults: string[] = [];
  const expect = async (what: string, expected: number, query: string) => {
    const found = await observer.count(query);
    if (found !== expected) faults.push(`${what}: expected ${expected}, found ${found}`);
  };
  await expect('items done', items, "select count(*)::int as n from items where state = 'done'");
  // Told in the transaction that finishes an item: twice told is twice done.
  await expect(
    'values that were told of more than once',
    0,
    `select count(*)::int as n from (
       select 1 from changes, jsonb_array_elements_text(data->'items') as item
       where type = 'understory.signal.values.changed.v1' and signal <> 'near_duplicates'
       group by signal, data->>'version', item having count(*) > 1
     ) as repeated`,
  );
  await expect('reads', 1, "select count(*)::int as n from runs where state = 'done'");
  await expect(
    'reads that did not end',
    0,
    "select count(*)::int as n from runs where state <> 'done'",
  );
  await expect('backfills', 1, "select count(*)::int as n from backfills where state = 'done'");
  await expect(
    'shards of the backfill that failed',
    0,
    'select count(*)::int as n from backfill_shards where error is not null or finished_at is null',
  );
  await expect(
    'items computed by the backfill',
    items,
    'select coalesce(sum(done + left_out), 0)::int as n from backfill_shards',
  );
  for (const job of ['complete-run', 'complete-backfill']) {
    await expect(
      `ends by ${job}`,
      1,
      `select count(*)::int as n from dbos.workflow_status where name = '${job}' and status = 'SUCCESS'`,
    );
  }
  await expect(
    'jobs that did not succeed',
    0,
    "select count(*)::int as n from dbos.workflow_status where status <> 'SUCCESS'",
  );
  return faults;
}
