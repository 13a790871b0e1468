import { describe, expect, test } from 'vitest';
import { parseManifest } from '../../../../src/storage/lance/files/manifest.ts';

describe('parseManifest()', () => {
  test.each([
    ['nothing', []],
    ['another format', Array.from({ length: 64 }, (_, index) => index)],
    ['a place that is not in the file', [...Buffer.alloc(16, 255), ...Buffer.from('LANC')]],
    ['a message that is none', [4, 0, 0, 0, 7, 7, 7, 7, ...Buffer.alloc(12), 76, 65, 78, 67]],
  ])('says that it cannot prove anything when the file is %s', (_, bytes) => {
    expect(() => parseManifest(Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({ code: 'unknown-lance-format' }),
    );
  });
});
