import type { Table } from '@lancedb/lancedb';
import type { ObjectHead, Objects } from '../objects/objects.ts';
import type { Manifest } from './files/manifest.ts';
import { namesItem } from './files/names-item.ts';
import { readTableFiles, type TableFiles } from './files/table-files.ts';
import { namesOneOf } from './lance-table.ts';

/**
 * Where something of an item is, or where it cannot be proven that nothing is.
 * `row`: it can be read now. `old-version`: it can be read in a version that was not cleaned away.
 * `named`: a file beside the rows has its id. `deleted-rows`: a file holds deleted rows, which may
 * be its. `stray`: a file that no version refers to. `index`: an index that was made when deleted rows were there, which may be its.
 */
export interface Trace {
  readonly kind: 'row' | 'old-version' | 'named' | 'deleted-rows' | 'stray' | 'index';
  /** Whether it is there; else it may be. */
  readonly certain: boolean;
  /** The Lance table. */
  readonly table: string;
  /** The file, or the version, and how much there is. */
  readonly where: string;
}

export interface TracePlace {
  readonly objects: Objects;
  /** Those of the table that hold ids of items. */
  readonly columns: readonly string[];
}

/**
 * Searches what is physically there of a table for an item: every version that can be read, and
 * every file that these do not explain. Nothing found means that no row of the item is in any file
 * of the table: all rows of a data file without deletions can be read, and were asked.
 */
export async function findTraces(
  table: Table,
  item: string,
  { objects, columns }: TracePlace,
): Promise<Trace[]> {
  const files = await readTableFiles(objects, table.name);
  const traces = [
    ...(await rowsByVersion(table, namesOneOf([item], columns))),
    ...deletedRows(files.manifests),
    ...oldIndices(files.manifests),
    ...(await namedIn(files, item, objects)),
  ];
  return traces.map((trace) => ({ ...trace, table: table.name }));
}

type Found = Omit<Trace, 'table'>;

async function rowsByVersion(table: Table, where: string): Promise<Found[]> {
  const current = await table.version();
  const versions = (await table.listVersions()).map(({ version }) => version);
  const found: Found[] = [];
  try {
    for (const version of versions) {
      await table.checkout(version);
      const rows = await table.countRows(where);
      if (rows === 0) continue;
      const kind = version === current ? 'row' : 'old-version';
      found.push({ kind, certain: true, where: `${rows} rows of version ${version}` });
    }
  } finally {
    await table.checkoutLatest();
  }
  return found;
}

function deletedRows(manifests: readonly Manifest[]): Found[] {
  const byFile = new Map<string, number>();
  for (const { files, deletedRows: rows } of manifests.flatMap(({ fragments }) => fragments)) {
    if (rows > 0) for (const file of files) byFile.set(file, rows);
  }
  return [...byFile].map(([file, rows]) => ({
    kind: 'deleted-rows',
    certain: false,
    where: `${rows} deleted rows in data/${file}`,
  }));
}

/** An index of fragments that are gone, or of which rows are gone, may hold ids of those rows. */
function oldIndices(manifests: readonly Manifest[]): Found[] {
  const old = manifests.flatMap(({ indices, fragments }) => {
    const whole = new Set(
      fragments.flatMap(({ id, deletedRows: rows }) => (rows === 0 ? [id] : [])),
    );
    return indices.filter((index) => index.fragments.some((id) => !whole.has(id)));
  });
  return [...new Set(old.map(({ folder }) => folder))].map((folder) => ({
    kind: 'index',
    certain: false,
    where: `_indices/${folder}`,
  }));
}

async function namedIn(files: TableFiles, item: string, objects: Objects): Promise<Found[]> {
  const has = ({ path }: ObjectHead) => namesItem(path, [item], objects);
  const found: Found[] = [];
  for (const head of files.sideFiles) {
    if (await has(head)) found.push({ kind: 'named', certain: true, where: head.path });
  }
  for (const head of files.strays) {
    found.push({ kind: 'stray', certain: await has(head), where: head.path });
  }
  return found;
}
