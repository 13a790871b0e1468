import type { Stores } from '../stores.ts';

/** Takes away what shards computed of plans that have ended: committed, or cancelled. */
export async function releaseStaged({ db, blobs }: Pick<Stores, 'db' | 'blobs'>): Promise<void> {
  const rows = await db
    .selectFrom('backfill_shards')
    .innerJoin('backfills', 'backfills.id', 'backfill_shards.backfill')
    .select(['staged'])
    .where('staged', 'is not', null)
    .where('backfills.state', 'in', ['done', 'cancelled'])
    .execute();
  const staged = rows.flatMap(({ staged: digest }) => digest ?? []);
  if (staged.length === 0) return;
  // The same items computed for another plan are the same bytes.
  const others = await db
    .selectFrom('backfill_shards')
    .innerJoin('backfills', 'backfills.id', 'backfill_shards.backfill')
    .select(['staged'])
    .where('staged', 'in', staged)
    .where('backfills.state', 'not in', ['done', 'cancelled'])
    .execute();
  const used = new Set(others.map(({ staged: digest }) => digest));
  const free = staged.filter((digest) => !used.has(digest));
  await Promise.all(free.map((digest) => blobs.delete(digest)));
  await db
    .updateTable('backfill_shards')
    .set({ staged: null })
    .where('staged', 'in', staged)
    .where('backfill', 'in', (eb) =>
      eb.selectFrom('backfills').select('id').where('state', 'in', ['done', 'cancelled']),
    )
    .execute();
}
