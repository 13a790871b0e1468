import { expect, test } from 'vitest';
import { shortJson } from '../../../../console/features/live/short-json.ts';

test('shortJson() has the first entries of a long list and three digits of a number', () => {
  const vector = Array.from({ length: 384 }, () => 0.123_456);
  expect(shortJson({ vector })).toBe(
    '{"vector":[0.123,0.123,0.123,0.123,0.123,0.123,"… 384 in all"]}',
  );
});

test('shortJson() ends where it would be longer than a few lines', () => {
  expect(shortJson('x'.repeat(500))).toHaveLength(242);
});
