import type { SignalRef } from '../../contracts/signal-ref.ts';
import { openFollowedTable } from '../../storage/lance/followed-table.ts';
import { followTable } from './follow-table.ts';
import { writeIndex } from './index-file.ts';
import { VectorRows } from './vector-rows.ts';

/** What a thread needs to build the index of a version and to save it. */
export interface BuildTask {
  readonly ref: SignalRef;
  readonly dims: number;
  /** Where the tables are, and into how many buckets each is spread. */
  readonly tables: string;
  readonly buckets: number;
  /** The folder of saved indexes. */
  readonly indexes: string;
  readonly madeAt: number;
  readonly threads: number;
}

/** Off the event loop: reads the table by itself, and builds for minutes where it is large. */
export default async function build(task: BuildTask): Promise<void> {
  const { ref, dims, tables, buckets, indexes, madeAt, threads } = task;
  const rows = new VectorRows(ref, dims);
  const table = await openFollowedTable(tables, ref, buckets);
  try {
    await followTable(rows, table);
  } finally {
    table.close();
  }
  // A table that was emptied meanwhile has nothing to build from.
  if (rows.directory.size > 0) await writeIndex(rows, indexes, { madeAt, threads });
}
