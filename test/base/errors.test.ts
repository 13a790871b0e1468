import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inputError, reasonOf } from '../../src/base/errors.ts';

test('reasonOf() has the words of the system without code and path, and any other message whole', async () => {
  const missing = await readFile('/nowhere/a, b.jpg').catch((error: unknown) => error);
  expect(reasonOf(missing)).toBe('no such file or directory');
  const folder = await readFile('.').catch((error: unknown) => error);
  expect(reasonOf(folder)).toBe('illegal operation on a directory');
  expect(reasonOf(inputError('x', 'ABC: one, two'))).toBe('ABC: one, two');
  expect(reasonOf('thrown')).toBe('thrown');
});
