import type { SignalTable } from '../../storage/lance/signal-table.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalRegistry } from '../../signals/registry.ts';

export interface ItemCounts {
  readonly ok: number;
  readonly abstained: number;
  readonly failed: number;
}

/** How many items a version has said what of: an item that has a value anywhere counts as `ok`. */
export async function countItems(
  table: SignalTable,
  ref: SignalRef,
  registry: SignalRegistry,
): Promise<ItemCounts> {
  // Only a signal that says several things of an item has rows of parts and none of the item.
  if (!registry.findExtractor(ref)?.extractParts) return await table.countByStatus('items');
  const best = new Map<string, keyof ItemCounts>();
  for await (const columns of table.columns(['item', 'status'])) {
    for (let row = 0; row < columns.rows; row += 1) {
      const item = columns.text('item', row);
      const status = columns.text('status', row);
      if (status === 'ok' || !best.has(item)) best.set(item, statusOf(status));
    }
  }
  const counts = { ok: 0, abstained: 0, failed: 0 };
  for (const status of best.values()) counts[status] += 1;
  return counts;
}

function statusOf(text: string): keyof ItemCounts {
  return text === 'ok' || text === 'abstained' ? text : 'failed';
}
