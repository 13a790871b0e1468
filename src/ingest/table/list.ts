import type { Listed, ListedProblem, SourceOptions } from '../listed.ts';
import { problem } from '../listed.ts';
import { columnsInWords } from './columns-in-words.ts';
import { planColumns } from './columns.ts';
import type { ColumnPlan } from './columns.ts';
import { itemOfRow } from './item.ts';
import { originOf } from './row.ts';
import type { Table } from './row.ts';
import { takeSample } from './sample.ts';
import type { Sample } from './sample.ts';
import { createSeenIds } from './seen-ids.ts';

/**
 * Streams a table's items. The second of two rows with one id is a `duplicate-id` problem that
 * names both; the first is kept.
 *
 * @throws input `missing-column`, `no-content-column` before the first item.
 */
export async function* listTable(table: Table, options: SourceOptions): AsyncGenerator<Listed> {
  const { sample, rows } = await takeSample(table.rows());
  const seen = createSeenIds();
  try {
    const plan = planColumns(sample, options, table.untyped, table.title);
    yield* unreadableColumns(table, plan, sample);
    for await (const row of rows) {
      if (row.kind === 'problem') {
        yield row;
        continue;
      }
      const listed = itemOfRow(row, plan, table);
      const id = listed.find((entry) => entry.kind === 'item')?.id;
      const earlier = id === undefined ? undefined : seen.firstSeen(id, row.position);
      if (id === undefined || earlier === undefined) {
        yield* listed;
        continue;
      }
      const origin = originOf(table, row.position);
      yield problem(
        origin,
        'duplicate-id',
        `${origin} has the same id "${id}" as ${originOf(table, earlier)}. The first was kept; give each row its own id, or choose another column with --id-column.`,
        id,
      );
    }
  } finally {
    await rows.return(undefined);
  }
}

/** Columns of bytes that are not assets: nothing can be made of them. */
function unreadableColumns(table: Table, plan: ColumnPlan, sample: Sample): ListedProblem[] {
  return sample.columns
    .filter((column) => !plan.assets.includes(column))
    .filter((column) => sample.values(column).some((value) => value instanceof Uint8Array))
    .map((column) =>
      problem(
        table.title,
        'unsupported-column',
        `The column "${column}" holds bytes, which no attribute can; it was left out. If they are pictures, say so with --image-column.`,
      ),
    );
}

/**
 * Decides on the columns of a table that can be read again, so that a wrong one shows at once.
 *
 * @returns What they are taken for, in words.
 * @throws input `missing-column`, `no-content-column`.
 */
export async function checkColumns(table: Table, options: SourceOptions): Promise<string> {
  const { sample, rows } = await takeSample(table.rows());
  await rows.return(undefined);
  return columnsInWords(planColumns(sample, options, table.untyped, table.title), sample.columns);
}
