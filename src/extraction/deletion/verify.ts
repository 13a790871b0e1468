import { sql } from 'kysely';
import { UnderstoryError } from '../../base/errors.ts';
import type { SearchedStore, Verification } from '../../contracts/deletions.ts';
import { versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import { modelsTrainedOn } from '../../models/trained-on.ts';
import { itemsOfIndex, listAllIndexes } from '../../storage/indexes/items-of-index.ts';
import { listThumbnails } from '../../storage/thumbnails.ts';
import { searchTables } from './search-tables.ts';
import type { DeletionStores } from './stores.ts';
import { openHash } from './tombstones.ts';
import { usedDigests } from './usage.ts';

/**
 * Searches every store for an item, and says of each what was looked at and what was found: rows of
 * all tables, rows of signals in every version and file that is kept, blobs and thumbnails that
 * nothing uses. Reads all of the database: seconds for 100,000 items.
 */
export async function verifyDeleted(item: string, stores: DeletionStores): Promise<Verification> {
  const found = [
    ...(await searchTables(stores.db, item)),
    await searchGraph(stores),
    ...(await searchSignals(item, stores)),
    ...(await searchBlobs(stores)),
    await searchIndexes(item, stores),
    await searchModels(item, stores),
  ];
  const deleted = found.every((store) => store.found.length === 0);
  const proven = deleted && found.every(({ unproven }) => unproven.length === 0);
  return { deleted, proven, stores: found };
}

const nothing = { found: [], unproven: [], expected: [] };

/** A content is a digest of assets: of one that no item has, nobody can tell whose it was. */
async function searchGraph({ db }: DeletionStores): Promise<SearchedStore> {
  const { rows } = await sql<{ content: string }>`
    select content from (
      select content from near_contents union select a from near_edges union select b from near_edges
    ) as near where not exists (select from items where items.content = near.content)`.execute(db);
  return {
    ...nothing,
    store: 'near-duplicates',
    searched: 'contents that no item has',
    unproven: rows.map(({ content }) => `the content ${content} is of no item`),
  };
}

async function searchSignals(item: string, { signals }: DeletionStores): Promise<SearchedStore[]> {
  const refs = await signals.listTables();
  return await Promise.all(
    refs.map(async (ref) => {
      const { name, version } = versionOf(ref);
      const table = await signals.table(name, version).catch(unlessDropped);
      if (!table) return halfDropped(ref);
      const traces = await table.findTraces(item);
      const said = (certain: boolean) =>
        traces
          .filter((trace) => trace.certain === certain)
          .map(({ table: lance, where }) => `${where} of ${lance}`);
      return {
        ...nothing,
        store: ref,
        searched: 'rows and history, every version that is kept, files beside the rows',
        found: said(true),
        unproven: said(false),
      };
    }),
  );
}

function unlessDropped(error: unknown): undefined {
  if (error instanceof UnderstoryError && error.code === 'dropped-version') return;
  throw error;
}

/** A process died while it took the table away; housekeeping takes the rest. */
function halfDropped(ref: SignalRef): SearchedStore {
  return {
    ...nothing,
    store: ref,
    searched: 'nothing: the version was dropped',
    unproven: ['files of its table that were not taken away yet'],
  };
}

async function searchBlobs({ db, blobs, home }: DeletionStores): Promise<SearchedStore[]> {
  const [heads, thumbnails] = await Promise.all([blobs.list(), listThumbnails(home.thumbnails)]);
  // Asked last: what is brought now is used by the time that it is looked for.
  const used = await usedDigests(db);
  const idle = heads.filter(({ digest }) => !used.has(digest));
  const strange = thumbnails.filter(({ digest }) => !used.has(digest));
  return [
    {
      ...nothing,
      store: 'blobs',
      searched: `all ${heads.length}, by what items use`,
      unproven: idle.map(({ digest }) => `no item uses ${digest}`),
    },
    {
      ...nothing,
      store: 'thumbnails',
      searched: `all ${thumbnails.length} on this machine, by what items use`,
      unproven: strange.map(({ path }) => `${path} is of what no item uses`),
    },
  ];
}

async function searchIndexes(item: string, { home }: DeletionStores): Promise<SearchedStore> {
  const saved = await listAllIndexes(home.indexes);
  const held = await Promise.all(
    saved.map(async (index) => ({ ...index, items: await itemsOfIndex(index) })),
  );
  return {
    ...nothing,
    store: 'indexes',
    searched: `all ${saved.length} that are saved on this machine`,
    found: held.filter(({ items }) => items?.has(item)).map(({ folder }) => `a row of ${folder}`),
    unproven: held
      .filter(({ items }) => items === undefined)
      .map(({ folder }) => `the keys of ${folder} are not what was saved`),
  };
}

async function searchModels(item: string, { db, home }: DeletionStores): Promise<SearchedStore> {
  const hash = await openHash(db);
  const models = await modelsTrainedOn(hash(item), home.models);
  return {
    ...nothing,
    store: 'models',
    searched: 'what manifests say that models were trained on',
    expected: models.map((name) => `${name} was trained on it, and knows what it learned`),
  };
}
