import { isDeepStrictEqual } from 'node:util';
import type { Inspection } from '../../test/fixtures/inspect.ts';

/** In words, how a catalogue differs from the one that it should equal; empty where it does. */
export function compareCatalogues(expected: Inspection, found: Inspection): string[] {
  const faults = found.unfinished.map((run) => `unfinished ${JSON.stringify(run)}`);
  const lists = [
    ['items', expected.items, found.items] as const,
    ...Object.entries(expected.signals).map(
      ([name, rows]) => [name, rows, found.signals[name] ?? []] as const,
    ),
  ];
  for (const [name, before, after] of lists) {
    if (before.length !== after.length) {
      faults.push(`${name}: expected ${before.length} rows, found ${after.length}`);
      continue;
    }
    const different = before.filter((row, at) => !isDeepStrictEqual(row, after[at])).length;
    if (different > 0) faults.push(`${name}: ${different} of ${before.length} rows differ`);
  }
  return faults;
}
