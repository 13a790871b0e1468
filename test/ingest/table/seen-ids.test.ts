import { expect, test } from 'vitest';
import { createSeenIds } from '../../../src/ingest/table/seen-ids.ts';

test('createSeenIds() finds every repeated id and no other among 100,000', () => {
  const seen = createSeenIds();
  const positions = Array.from({ length: 100_000 }, (_, index) => index + 1);
  const first = positions.map((position) => seen.firstSeen(`id ${position}`, position));
  expect(first.filter((earlier) => earlier !== undefined)).toEqual([]);
  const again = positions.map((position) => seen.firstSeen(`id ${position}`, 5));
  expect(again).toEqual(positions);
});
