import type { SignalRead } from './record.ts';

/** The reads that an answer of items amounts to that was found by some versions, whole. */
export function readsOfAnswer(
  versions: Readonly<Record<string, number>>,
  items: number,
): SignalRead[] {
  return Object.entries(versions).map(([signal, version]) => ({ signal, version, items }));
}
