import { sql } from 'kysely';
import pLimit from 'p-limit';
import { appendChanges } from '../../changes/append.ts';
import type { Item } from '../../contracts/item.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { ListedItem } from '../../ingest/listed.ts';
import { passGate } from '../deletion/gate.ts';
import { sweepBlobs } from '../deletion/sweep-blobs.ts';
import { findDeleted } from '../deletion/tombstones.ts';
import type { ItemRow } from '../item-rows.ts';
import type { Stores } from '../stores.ts';
import { candidateOf, withBlobs, type Candidate } from './candidate.ts';
import { knownFiles } from './collect-asset.ts';
import { noSize, pictureSize, type PictureSize } from './picture-size.ts';
import { addProblems } from './runs.ts';
import { withoutDeleted } from './without-deleted.ts';

/** What became of a batch of listed items. */
export interface CollectedBatch {
  /** Ids of items that are to be computed. */
  readonly due: readonly string[];
  readonly unchanged: number;
}

/** Files read at once: enough to keep a disk busy, few enough for open files. */
const concurrentAssets = 8;

/**
 * Brings a batch of listed items into the catalogue: their assets among the blobs, their rows up to
 * date. An item that another source has is a problem of this run and stays as it is; one that was
 * deleted is one and stays away.
 */
export async function collectItems(
  listedItems: readonly ListedItem[],
  source: string,
  run: string,
  stores: Stores,
): Promise<CollectedBatch> {
  const { db } = stores;
  const batch = await withoutDeleted(listedItems, source, run, db);
  if (batch.length === 0) return { due: [], unchanged: 0 };
  const ids = batch.map(({ id }) => id);
  const rows = await db.selectFrom('items').selectAll().where('id', 'in', ids).execute();
  const before = new Map(rows.map((row) => [row.id, row]));
  const taken = batch.filter(({ id }) => (before.get(id)?.source ?? source) !== source);
  await addProblems(
    db,
    run,
    taken.map(({ id, origin }) => ({
      origin,
      item: id,
      code: 'id-taken',
      message:
        `The id ${id} belongs to an item of ${before.get(id)?.source ?? 'another source'}, which was left ` +
        'as it is. Give this one another id (--id-column chooses their column), or read it into another --home.',
    })),
  );
  const own = batch.filter((listed) => !taken.includes(listed));
  if (own.length === 0) return { due: [], unchanged: 0 };
  const known = await knownFiles(
    db,
    own.flatMap(({ assets }) => assets),
  );
  const limit = pLimit(concurrentAssets);
  const candidates = await Promise.all(
    own.map((listed) => limit(() => candidateOf(listed, known, stores))),
  );
  const changed = candidates.filter(
    (candidate) => !isSame(candidate, before.get(candidate.listed.id)),
  );
  const unchanged = candidates.filter((candidate) => !changed.includes(candidate));
  const sizes = new Map(
    await Promise.all(
      changed.map(({ item }) =>
        limit(async () => [item.id, await pictureSize(item.assets[0], stores.blobs)] as const),
      ),
    ),
  );
  const written = await db.transaction().execute(async (transaction) => {
    await passGate(transaction);
    const deleted = await findDeleted(
      transaction,
      changed.map(({ item }) => item.id),
    );
    const current = await Promise.all(
      changed
        .filter(({ item }) => !deleted.has(item.id))
        .map((candidate) => limit(() => withBlobs(candidate, stores))),
    );
    const there = current.map(({ item }) => item.id).filter((id) => before.has(id));
    await lockItems(transaction, there);
    for (const candidate of current) {
      const size = sizes.get(candidate.item.id) ?? noSize;
      await putItem(candidate, size, source, run, { db: transaction, clock: stores.clock });
    }
    const added = current.map(({ item }) => item.id).filter((id) => !before.has(id));
    await appendChanges(transaction, [
      { type: 'understory.item.added.v1', data: { items: added } },
      { type: 'understory.item.changed.v1', data: { items: there } },
    ]);
    return current;
  });
  // What was brought of items that were deleted meanwhile.
  if (written.length < changed.length) await sweepBlobs(stores, stores.clock());
  if (unchanged.length > 0) {
    await db
      .updateTable('items')
      .set({ seen_run: run })
      .where(
        'id',
        'in',
        unchanged.map(({ item }) => item.id),
      )
      .execute();
  }
  return {
    due: written.map(({ item }) => item.id),
    unchanged: unchanged.length,
  };
}

/** An item is the same while what it was computed from is, or while it fails for the same reason. */
function isSame({ input, failure }: Candidate, row: ItemRow | undefined): boolean {
  if (row?.input !== input) return false;
  if (failure) return row.state === 'failed' && row.failure_code === failure.code;
  return row.done_input === input && row.state !== 'pending';
}

/** Rows are taken in one order everywhere, so that two transactions never wait for each other. */
async function lockItems(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .selectFrom('items')
    .select('id')
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
}

async function putItem(
  { listed, item, input, failure }: Candidate,
  size: PictureSize,
  source: string,
  run: string,
  { db, clock }: Pick<Stores, 'db' | 'clock'>,
): Promise<void> {
  const values = {
    source,
    origin: listed.origin,
    assets: JSON.stringify(item.assets),
    text: JSON.stringify(item.text),
    attributes: JSON.stringify(item.attributes),
    input,
    done_input: null,
    state: 'pending' as const,
    failure_code: null,
    failure_message: null,
    listing_failure: failure
      ? JSON.stringify({ code: failure.code, message: failure.message })
      : null,
    attempts: 0,
    seen_run: run,
    read_at: new Date(clock()),
    title: item.text.title ?? '',
    excerpt: excerptOf(item),
    match_text: matchTextOf(item),
    medium: item.assets[0]?.medium ?? null,
    ...size,
  };
  await db
    .insertInto('items')
    .values({ id: item.id, ...values })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        ...values,
        // An item that kills its process is found out by its attempts, however often it is listed.
        attempts: sql<number>`case when items.input = excluded.input then items.attempts else 0 end`,
      }),
    )
    .execute();
}

const titleMatched = 500;

/** In lower case here: the database may not know it of all languages. */
function matchTextOf({ id, text }: Item): string {
  return `${id}\n${(text.title ?? '').slice(0, titleMatched)}`.toLowerCase();
}

const excerptLength = 240;

function excerptOf({ text }: Item): string {
  return (text.description ?? text.tags.join(', ')).slice(0, excerptLength);
}
