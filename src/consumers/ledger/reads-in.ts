import type { SignalRead } from './record.ts';

/** The reads that an answer amounts to: for each version in it, its items. */
export function readsIn(
  rows: Iterable<{ readonly signal: string; readonly version: number; readonly item: string }>,
): SignalRead[] {
  const versions = new Map<string, { signal: string; version: number; items: Set<string> }>();
  for (const { signal, version, item } of rows) {
    const ref = `${signal}@${version}`;
    const known = versions.get(ref) ?? { signal, version, items: new Set() };
    versions.set(ref, known);
    known.items.add(item);
  }
  return [...versions.values()].map(({ items, ...read }) => ({ ...read, items: items.size }));
}
