import { expect, test } from 'vitest';
import { seededRandom } from '../../../../src/base/random.ts';
import { madeUpName } from '../../../../console/features/home/made-up-name.ts';

test('madeUpName() has two words and a number, and hardly ever comes twice', () => {
  const random = seededRandom(3);
  const names = Array.from({ length: 100 }, () => madeUpName(random));
  for (const name of names) expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+ [1-9]\d$/);
  expect(new Set(names).size).toBeGreaterThan(95);
  expect(madeUpName(() => 0.9999)).toBe('Jun Heath 99');
});
