import { sql } from 'kysely';
import pLimit from 'p-limit';
import { appendChanges } from '../../changes/append.ts';
import { digestOfJson } from '../../base/digest.ts';
import { UnderstoryError } from '../../base/errors.ts';
import type { Asset, Item } from '../../contracts/item.ts';
import { readHeader } from '../../media/image/header.ts';
import { defaultImageLimits } from '../../media/image/limits.ts';
import type { Blobs } from '../../storage/blobs.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { ListedItem } from '../../ingest/listed.ts';
import { settingsOfSignals } from '../../signals/table.ts';
import type { ItemRow } from '../item-rows.ts';
import type { Stores } from '../stores.ts';
import { collectAsset, knownFiles, type KnownFiles } from './collect-asset.ts';
import { addProblems } from './runs.ts';

/** What became of a batch of listed items. */
export interface CollectedBatch {
  /** Ids of items that are to be computed. */
  readonly due: readonly string[];
  readonly unchanged: number;
}

interface Candidate {
  readonly listed: ListedItem;
  readonly item: Item;
  readonly input: string;
  readonly failure?: { readonly code: string; readonly message: string };
}

/** Files read at once: enough to keep a disk busy, few enough for open files. */
const concurrentAssets = 8;

/**
 * Brings a batch of listed items into the catalogue: their assets among the blobs, their rows up to
 * date. An item that another source has is a problem of this run and stays as it is.
 */
export async function collectItems(
  batch: readonly ListedItem[],
  source: string,
  run: string,
  stores: Stores,
): Promise<CollectedBatch> {
  const { db } = stores;
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
        'as it is. Give the ids of this source another column with --id-column, or read it into another --home.',
    })),
  );
  const own = batch.filter((listed) => !taken.includes(listed));
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
  const sizes = await Promise.all(
    changed.map(({ item }) => limit(() => pictureSize(item.assets[0], stores.blobs))),
  );
  await db.transaction().execute(async (transaction) => {
    const there = changed.map(({ item }) => item.id).filter((id) => before.has(id));
    await lockItems(transaction, there);
    for (const [index, candidate] of changed.entries()) {
      const size = sizes[index] ?? noSize;
      await putItem(candidate, size, source, run, { db: transaction, clock: stores.clock });
    }
    const added = changed.map(({ item }) => item.id).filter((id) => !before.has(id));
    await appendChanges(transaction, [
      { type: 'understory.item.added.v1', data: { items: added } },
      { type: 'understory.item.changed.v1', data: { items: there } },
    ]);
  });
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
    due: changed.filter(({ failure }) => !failure).map(({ item }) => item.id),
    unchanged: unchanged.length,
  };
}

async function candidateOf(
  listed: ListedItem,
  known: KnownFiles,
  stores: Stores,
): Promise<Candidate> {
  const { id, text, attributes } = listed;
  const collected = [];
  for (const origin of listed.assets) collected.push(await collectAsset(origin, known, stores));
  const assets = collected.flatMap((one) => ('asset' in one ? [one.asset] : []));
  const failure = collected.find((one) => !('asset' in one));
  const item = { id, assets, text, attributes };
  const input = digestOfJson([settingsOfSignals(), text, attributes, assets]);
  return { listed, item, input, ...(failure && 'code' in failure && { failure }) };
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
    done_input: failure ? input : null,
    state: failure ? ('failed' as const) : ('pending' as const),
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
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

/** Pixels of the upright picture. */
interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const noSize: PictureSize = { width: 0, height: 0 };

/**
 * The size in the header of a picture, so that it has its place on a page before it is decoded.
 * Zeros where there is none to read: decoding says what is wrong.
 */
async function pictureSize(asset: Asset | undefined, blobs: Blobs): Promise<PictureSize> {
  if (asset?.medium !== 'image') return noSize;
  try {
    const { width, height } = await readHeader(await blobs.read(asset.digest), defaultImageLimits);
    return { width, height };
  } catch (error) {
    if (error instanceof UnderstoryError) return noSize;
    throw error;
  }
}
