import { expect, test } from 'vitest';
import { cheaperVersion } from '../../../src/extraction/online/cheaper.ts';
import { createServiceTimes } from '../../../src/extraction/online/service-times.ts';

const maintained = ['image_embedding@1', 'image_embedding@2', 'ocr@1', 'safety@1'] as const;

test('cheaperVersion() is the one of the same signal that takes half the CPU or less, for who takes it', () => {
  const times = createServiceTimes();
  const find = (takes: readonly ('stale' | 'cheaper')[]) =>
    cheaperVersion('image_embedding@2', takes, { maintained }, times);
  expect(find(['cheaper'])).toBeUndefined();
  times.noteCpu('image_embedding@2', 100);
  times.noteCpu('image_embedding@1', 51);
  times.noteCpu('ocr@1', 1);
  expect(find(['cheaper'])).toBeUndefined();
  for (let each = 0; each < 10; each += 1) times.noteCpu('image_embedding@1', 40);
  expect(find(['cheaper'])).toBe('image_embedding@1');
  expect(find(['stale'])).toBeUndefined();
});
