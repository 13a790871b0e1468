import { setTimeout as wait } from 'node:timers/promises';
import type { Table } from '@lancedb/lancedb';
import { z } from 'zod';
import { hourMs, minuteMs } from '../../base/durations.ts';
import { dependencyError } from '../../base/errors.ts';
import type { Objects } from '../objects/objects.ts';
import type { Fragment } from './files/manifest.ts';
import { namesItem } from './files/names-item.ts';
import { readLatestManifest, readTableFiles } from './files/table-files.ts';
import { untilCommitted } from './files/until-committed.ts';
import { namesOneOf } from './lance-table.ts';
import { plainValueOf } from './plain-value.ts';

export interface ErasePlace {
  readonly objects: Objects;
  /** Those of the table that hold ids of items. */
  readonly columns: readonly string[];
  /** How long those who began to read before may go on: their files go after it. */
  readonly graceMs: number;
}

/**
 * A file that no version refers to and that is older than this belongs to no write that goes on:
 * what is written at the end of one, as a transaction is, or what a long one begins with.
 */
const strayAgesMs = { transaction: minuteMs, other: hourMs };

/** Each time writers may have deleted from a fragment again; they only do from few. */
const attempts = 5;

/**
 * Takes the rows that name these items out of the table and out of its files, and gives the item of
 * each row that went. Deleting a row in Lance only
 * notes that it is gone, so then:
 * 1. the fragments that have such notes are written anew by updating all of their rows to what they
 *    are: a keyed change that goes together with those of other processes, where overwriting the
 *    table would not. Optimising does it only for small neighbours or above a tenth deleted;
 * 2. indices are made anew, since they hold the ids;
 * 3. after `graceMs`, versions from before go with their files and with the notes of what was
 *    deleted, which name the ids; and so do files that no version refers to, where they are old or
 *    name the ids.
 */
export async function eraseRows(
  table: Table,
  items: readonly string[],
  { objects, columns, graceMs }: ErasePlace,
): Promise<string[]> {
  const where = namesOneOf(items, columns);
  const rows: unknown[] = await table.query().where(where).select(['item']).toArray();
  await untilCommitted(() => table.delete(where));
  await rewriteFragments(table, objects);
  for (const index of await table.listIndices()) {
    for (const column of index.columns) await untilCommitted(() => table.createIndex(column));
  }
  // The last change names what it deleted, and the last version is always kept: one more, of nothing.
  await untilCommitted(() => table.delete('item IS NULL'));
  const erasedAt = new Date();
  if (graceMs > 0) await wait(graceMs);
  await untilCommitted(() => table.optimize({ cleanupOlderThan: erasedAt }));
  await deleteStrays(items, erasedAt, table, objects);
  return rows.map((row) => itemSchema.parse(plainValueOf(row)).item);
}

/**
 * Deletes what killed processes left. What names these items is theirs although it is young: who
 * wrote of them before `erasedAt` has had the grace, and nobody has begun to since.
 */
async function deleteStrays(
  items: readonly string[],
  erasedAt: Date,
  table: Table,
  objects: Objects,
): Promise<void> {
  const { strays } = await readTableFiles(objects, table.name);
  for (const { path, modifiedAt } of strays) {
    const ageMs = erasedAt.getTime() - modifiedAt;
    const isTransaction = path.includes('/_transactions/');
    const isAbandoned = ageMs > strayAgesMs[isTransaction ? 'transaction' : 'other'];
    const isTheirs = isTransaction && ageMs > 0 && (await namesItem(path, items, objects));
    if (isAbandoned || isTheirs) await objects.delete(path);
  }
}

const itemSchema = z.object({ item: z.string() });

async function rewriteFragments(table: Table, objects: Objects): Promise<void> {
  const before = await currentFragments(table, objects);
  const lastId = Math.max(-1, ...before.map(({ id }) => id));
  // What is written after the rows were deleted cannot hold them.
  const holding = (fragments: readonly Fragment[]) =>
    fragments.filter(({ id, deletionFile }) => id <= lastId && deletionFile !== undefined);
  let left = holding(before);
  for (let attempt = 1; left.length > 0; attempt += 1) {
    if (attempt > attempts) {
      throw dependencyError(
        'erasing-overtaken',
        `The table ${table.name} was changed ${attempts} times while rows were being erased from it: ` +
          'erase again when less is written.',
      );
    }
    for (const { id } of left) {
      const first = BigInt(id) << 32n;
      const where = `_rowid >= ${first} AND _rowid < ${first + (1n << 32n)}`;
      await untilCommitted(() => table.update({ where, valuesSql: { part: 'part' } }));
    }
    left = holding(await currentFragments(table, objects));
  }
}

async function currentFragments(table: Table, objects: Objects): Promise<readonly Fragment[]> {
  return (await readLatestManifest(objects, table.name))?.fragments ?? [];
}
