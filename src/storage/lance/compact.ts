import type { Table } from '@lancedb/lancedb';
import { untilCommitted } from './files/until-committed.ts';

/** Below this a scan of the table costs less than keeping an index. */
const rowsWorthAnIndex = 10_000;

/** Merges small files and makes the index of items where it is worth it. */
export async function compact(table: Table): Promise<void> {
  await untilCommitted(() => table.optimize());
  const indices = await table.listIndices();
  if (indices.length === 0 && (await table.countRows()) >= rowsWorthAnIndex) {
    await untilCommitted(() => table.createIndex('item'));
  }
}
