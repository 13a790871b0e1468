import { describe, expect, test } from 'vitest';
import type { SignalRef } from '../../src/contracts/signal-ref.ts';
import { cosineOf, type Embedding } from '../../src/signals/embedding.ts';

const first: Embedding<'image_embedding@1'> = { space: 'image_embedding@1', vector: [0.6, 0.8] };
const second: Embedding<'image_embedding@2'> = { space: 'image_embedding@2', vector: [1, 0] };

describe('cosineOf()', () => {
  test('gives the scalar product of two embeddings of one version', () => {
    expect(cosineOf(first, { ...first, vector: [0.8, 0.6] })).toBeCloseTo(0.96, 10);
  });

  test('is no program when the versions are known to differ, and throws when it is run', () => {
    // @ts-expect-error Two versions of an embedding are never comparable.
    expect(() => cosineOf(first, second)).toThrow(/never comparable/);
  });

  test('refuses two versions that are only known as it runs', () => {
    const [a, b]: Embedding<SignalRef>[] = [first, second];
    if (!a || !b) throw new Error('unreachable');
    expect(() => cosineOf(a, b)).toThrow(/image_embedding@1 .* image_embedding@2/);
  });
});
