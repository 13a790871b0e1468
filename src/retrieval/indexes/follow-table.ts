import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  FragmentState,
  RowBatch,
  RowHead,
  RowsState,
  ValueColumn,
} from '../../storage/lance/rows-state.ts';
import type { RowKey } from '../../storage/indexes/row-keys.ts';
import type { FollowedTable } from '../../storage/lance/followed-table.ts';
import type { RowDirectory } from './row-directory.ts';
import { stampOf, type BucketState } from './vector-rows.ts';

/** A copy in memory of one column of a table, and whose the rows are. */
export interface RowsCopy {
  readonly column: ValueColumn;
  readonly directory: RowDirectory;
  /** By bucket; empty where nothing was copied yet. */
  buckets: BucketState[];
  /** Takes the value of an item or part from a batch that has the column. */
  take(head: RowHead, bucket: number, batch: RowBatch, row: number): void;
}

/** Whether the rows are those of the table as it is now. */
export async function isFollowed(rows: RowsCopy, table: FollowedTable): Promise<boolean> {
  const versions = await table.latestVersions();
  return versions.every((version, bucket) => rows.buckets[bucket]?.version === version);
}

/**
 * Brings a copy of rows up to its table. Rows of a fragment of Lance never change, so that only new
 * fragments are read, and of those the values of rows that are really new: what compaction has
 * moved is known by item, part and stamp. What is gone leaves after what is new has come.
 *
 * @returns Whether there was anything to do.
 */
export async function followTable(
  rows: RowsCopy,
  table: FollowedTable,
  signal?: AbortSignal,
): Promise<boolean> {
  const versions = await table.latestVersions();
  const behind = versions.flatMap((version, bucket) =>
    rows.buckets[bucket]?.version === version ? [] : [bucket],
  );
  for (const bucket of behind) {
    signal?.throwIfAborted();
    const state = await table.openState(bucket);
    try {
      await followBucket(rows, bucket, state, signal);
    } finally {
      state.close();
    }
  }
  return behind.length > 0;
}

async function followBucket(
  rows: RowsCopy,
  bucket: number,
  state: RowsState,
  signal: AbortSignal | undefined,
): Promise<void> {
  const known = rows.buckets[bucket]?.fragments ?? new Map<number, FragmentState>();
  const added: number[] = [];
  const cut: number[] = [];
  for (const [id, { files, deletion }] of state.fragments) {
    const was = known.get(id);
    if (was?.files !== files) added.push(id);
    else if (was.deletion !== deletion) cut.push(id);
  }
  const gone = [...known.keys()].filter(
    (id) => state.fragments.get(id)?.files !== known.get(id)?.files,
  );
  const leaving = entriesOf(rows, bucket, new Set(gone));
  if (known.size === 0) await readAll(rows, bucket, state, added, signal);
  else await readAdded(rows, bucket, state, added, new Set(leaving.values()));
  // Those that were moved have other entries by now.
  for (const [row, entry] of leaving) {
    if (rows.directory.find(row) === entry) rows.directory.remove(row);
  }
  await removeDeleted(rows, bucket, state, cut);
  rows.buckets[bucket] = { version: state.version, fragments: state.fragments };
}

/** Rows taken from a batch before others have their turn: about a millisecond. */
const rowsAtOnce = 256;

async function forEachRow(batch: RowBatch, take: (row: number) => void): Promise<void> {
  for (let row = 0; row < batch.rows; row += 1) {
    take(row);
    if (row % rowsAtOnce === rowsAtOnce - 1) await nextTurn();
  }
}

async function readAll(
  rows: RowsCopy,
  bucket: number,
  state: RowsState,
  fragments: readonly number[],
  signal: AbortSignal | undefined,
): Promise<void> {
  for await (const batch of state.read(fragments, `head and ${rows.column}`)) {
    signal?.throwIfAborted();
    await forEachRow(batch, (row) => {
      rows.take(batch.head(row), bucket, batch, row);
    });
  }
}

async function readAdded(
  rows: RowsCopy,
  bucket: number,
  state: RowsState,
  fragments: readonly number[],
  leaving: ReadonlySet<RowKey>,
): Promise<void> {
  const pending = new Map<number, Map<number, RowHead>>();
  const seen = new Map<number, number>();
  for await (const batch of state.read(fragments, 'head')) {
    await forEachRow(batch, (row) => {
      const head = batch.head(row);
      const { fragment, offset } = head;
      seen.set(fragment, (seen.get(fragment) ?? 0) + 1);
      const moved = findMoved(rows, head, leaving);
      if (moved !== undefined) {
        rows.directory.move(moved, { bucket, fragment, offset });
        return;
      }
      const heads = pending.get(fragment) ?? new Map<number, RowHead>();
      heads.set(offset, head);
      pending.set(fragment, heads);
    });
  }
  for (const [fragment, heads] of pending) {
    const isMost = heads.size * 4 > (seen.get(fragment) ?? 0);
    const values = isMost
      ? state.read([fragment], rows.column)
      : readListed(state, fragment, heads, rows.column);
    for await (const batch of values) {
      await forEachRow(batch, (row) => {
        const head = heads.get(batch.offset(row));
        if (head) rows.take(head, bucket, batch, row);
      });
    }
  }
}

/** Rows named in one question to Lance. */
const listedAtOnce = 1000;

async function* readListed(
  state: RowsState,
  fragment: number,
  heads: ReadonlyMap<number, RowHead>,
  column: ValueColumn,
): AsyncGenerator<RowBatch> {
  const offsets = [...heads.keys()];
  for (let start = 0; start < offsets.length; start += listedAtOnce) {
    yield* state.readRows(fragment, offsets.slice(start, start + listedAtOnce), column);
  }
}

/** The row that has this very value and whose fragment is gone. */
function findMoved(
  { directory }: RowsCopy,
  head: RowHead,
  leaving: ReadonlySet<RowKey>,
): number | undefined {
  const stamp = stampOf(head);
  for (const row of directory.rowsOf(head.item)) {
    const entry = directory.find(row);
    if (entry?.part === head.part && entry.stamp === stamp && leaving.has(entry)) return row;
  }
  return undefined;
}

/** Takes out the rows that were deleted of fragments that are still there. */
async function removeDeleted(
  rows: RowsCopy,
  bucket: number,
  state: RowsState,
  fragments: readonly number[],
): Promise<void> {
  for (const id of fragments) {
    const there = new Set<number>();
    for await (const batch of state.read([id], 'place')) {
      await forEachRow(batch, (row) => there.add(batch.offset(row)));
    }
    for (const [row, { offset }] of entriesOf(rows, bucket, new Set([id]))) {
      if (!there.has(offset)) rows.directory.remove(row);
    }
  }
}

function entriesOf(
  rows: RowsCopy,
  bucket: number,
  fragments: ReadonlySet<number>,
): Map<number, RowKey> {
  const found = new Map<number, RowKey>();
  if (fragments.size === 0) return found;
  // All rows are walked over in one go: an iterator would take five times as long.
  for (let row = 0; row < rows.directory.size; row += 1) {
    const entry = rows.directory.find(row);
    if (entry?.bucket === bucket && fragments.has(entry.fragment)) found.set(row, entry);
  }
  return found;
}
