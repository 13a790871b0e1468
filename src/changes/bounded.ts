import { itemsPerEvent, type Change } from '../contracts/changes.ts';

/**
 * Bytes of the ids in one event: with what is around them it stays below the 64 KB that everyone
 * on the way of an event takes (CloudEvents 1.0, Size Limits).
 */
const idBytes = 48 * 1024;

/** The same change in as many events as its list of items needs; none where that is empty. */
export function boundedChanges(change: Change): Change[] {
  switch (change.type) {
    case 'understory.item.added.v1':
    case 'understory.item.changed.v1':
    case 'understory.item.removed.v1':
    case 'understory.item.deleted.v1':
      return cut(change.data.items).map((items) => ({ ...change, data: { items } }));
    case 'understory.signal.values.changed.v1':
      return cut(change.data.items).map((items) => ({
        ...change,
        data: { ...change.data, items },
      }));
    case 'understory.signal.pointer.changed.v1':
    case 'understory.signal.version.changed.v1':
    case 'understory.contract.changed.v1':
    case 'understory.model.changed.v1':
      return [change];
  }
}

function cut(items: readonly string[]): string[][] {
  const parts: string[][] = [];
  let bytes = Infinity;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    const part = parts.at(-1);
    if (part === undefined || part.length >= itemsPerEvent || bytes + size > idBytes) {
      parts.push([item]);
      bytes = size;
    } else {
      part.push(item);
      bytes += size;
    }
  }
  return parts;
}
