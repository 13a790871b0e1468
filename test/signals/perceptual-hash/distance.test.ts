import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hammingDistance, parseHash } from '../../../src/signals/perceptual-hash/distance.ts';

const hash = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));

test('hammingDistance() counts the bits that differ', () => {
  const differing = (a: string, b: string) =>
    (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll('0', '').length;
  fc.assert(
    fc.property(hash, hash, (a, b) => {
      expect(hammingDistance(parseHash(a), parseHash(b))).toBe(differing(a, b));
    }),
  );
});

test('hammingDistance() is 256 when all bits differ', () => {
  expect(hammingDistance(parseHash('0'.repeat(64)), parseHash('f'.repeat(64)))).toBe(256);
});

test('parseHash() refuses what is no hash of 64 hex digits', () => {
  for (const text of ['', 'abc', 'g'.repeat(64), '0'.repeat(65)]) {
    expect(() => parseHash(text)).toThrow(/64 hex digits/);
  }
});
