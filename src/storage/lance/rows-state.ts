import type { Connection } from '@lancedb/lancedb';
import type { RecordBatch } from 'apache-arrow';
import type { Objects } from '../objects/objects.ts';
import { readLatestManifest } from './files/table-files.ts';

/** A row that has a value, as a copy of the table is kept from it. */
export interface RowHead {
  /** Rows of one fragment never change: its number and the place in it are of one row for ever. */
  readonly fragment: number;
  readonly offset: number;
  readonly item: string;
  readonly part: string;
  readonly input: string;
  /** Milliseconds since 1970. */
  readonly computedAt: number;
}

/** Some rows of a table at one of its versions. */
export interface RowBatch {
  readonly rows: number;
  head(row: number): RowHead;
  fragment(row: number): number;
  offset(row: number): number;
  /** The numbers of its `vector`, which are only there until the next batch is asked for. */
  vector(row: number): Float32Array;
  /** The hash of its picture, and how much it says. */
  hash(row: number): { readonly hash: string; readonly quality: number };
}

/** What a copy of rows is kept of. */
export type ValueColumn = 'vector' | 'hash';

export type RowColumns = 'place' | 'every head' | 'head' | ValueColumn | `head and ${ValueColumn}`;

/** A group of rows that were written together. */
export interface FragmentState {
  /** With the same files it has the same rows, but for those that were deleted. */
  readonly files: string;
  /** Names what was deleted of it; empty where nothing was. */
  readonly deletion: string;
}

/** One version of a table that stays what it is while it is open. */
export interface RowsState {
  readonly version: number;
  /** What it consists of. */
  readonly fragments: ReadonlyMap<number, FragmentState>;
  /** Rows of these fragments; by place and `every head` all, otherwise those that have a value. */
  read(fragments: readonly number[], columns: RowColumns): AsyncIterable<RowBatch>;
  /** The values of these rows of a fragment. */
  readRows(
    fragment: number,
    offsets: readonly number[],
    column: ValueColumn,
  ): AsyncIterable<RowBatch>;
  close(): void;
}

/** A bucket of a table for those who keep a copy of its rows. */
export interface FollowedRows {
  latestVersion(): Promise<number>;
  openState(): Promise<RowsState>;
}

const columnsOf: Readonly<Record<RowColumns, readonly string[]>> = {
  place: [],
  'every head': ['item', 'part', 'input', 'computed_at'],
  head: ['item', 'part', 'input', 'computed_at'],
  vector: ['vector'],
  'head and vector': ['item', 'part', 'input', 'computed_at', 'vector'],
  hash: ['hash', 'quality'],
  'head and hash': ['item', 'part', 'input', 'computed_at', 'hash', 'quality'],
};

export async function openRowsState(
  connection: Connection,
  objects: Objects,
  name: string,
): Promise<RowsState> {
  const manifest = await readLatestManifest(objects, name);
  if (!manifest) throw new TypeError(`The Lance table ${name} is not there.`);
  // A handle of its own, since it stays at this version.
  const table = await connection.openTable(name);
  await table.checkout(manifest.version);
  const read = async function* (where: string, columns: RowColumns) {
    const query = table
      .query()
      .where(isOfEveryRow(columns) ? where : `status = 'ok' AND (${where})`)
      .select([...columnsOf[columns], '_rowid']);
    for await (const batch of query) yield batchOf(batch);
  };
  return {
    version: manifest.version,
    fragments: new Map(
      manifest.fragments.map(({ id, files, deletionFile: deletion = '' }) => [
        id,
        { files: files.join(' '), deletion },
      ]),
    ),
    async *read(fragments, columns) {
      if (fragments.length > 0) yield* read(fragments.map(isOfFragment).join(' OR '), columns);
    },
    readRows(fragment, offsets, column) {
      const ids = offsets.map((offset) => (BigInt(fragment) << 32n) + BigInt(offset));
      return read(`_rowid IN (${ids.join(', ')})`, column);
    },
    close() {
      table.close();
    },
  };
}

function isOfEveryRow(columns: RowColumns): boolean {
  return columns === 'place' || columns === 'every head';
}

function isOfFragment(id: number): string {
  const first = BigInt(id) << 32n;
  return `(_rowid >= ${first} AND _rowid < ${first + (1n << 32n)})`;
}

function batchOf(batch: RecordBatch): RowBatch {
  const ids = numbersOf(batch, '_rowid', BigUint64Array);
  const text = (name: string, row: number): string => String(batch.getChild(name)?.get(row));
  const place = (row: number) => {
    const id = ids[row] ?? 0n;
    return { fragment: Number(id >> 32n), offset: Number(id & 0xffffffffn) };
  };
  const vectors = batch.getChild('vector')?.data[0];
  const dims = vectors?.type.listSize ?? 0;
  const numbers: unknown = vectors?.children[0]?.values;
  const start = (vectors?.offset ?? 0) + (vectors?.children[0]?.offset ?? 0) / Math.max(1, dims);
  return {
    rows: batch.numRows,
    fragment: (row) => place(row).fragment,
    offset: (row) => place(row).offset,
    head: (row) => ({
      ...place(row),
      item: text('item', row),
      part: text('part', row),
      input: text('input', row),
      computedAt: Number(batch.getChild('computed_at')?.get(row)),
    }),
    vector(row) {
      if (!(numbers instanceof Float32Array)) throw new TypeError('The rows have no vectors.');
      return numbers.subarray((start + row) * dims, (start + row + 1) * dims);
    },
    hash: (row) => ({
      hash: text('hash', row),
      quality: Number(batch.getChild('quality')?.get(row)),
    }),
  };
}

function numbersOf<Numbers>(batch: RecordBatch, name: string, type: new () => Numbers): Numbers {
  const numbers: unknown = batch.getChild(name)?.toArray();
  if (numbers instanceof type) return numbers;
  throw new TypeError(`The rows have no column ${name} of numbers.`);
}
