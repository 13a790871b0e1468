import { describe, expect, test } from 'vitest';
import { filtersOf } from '../../../src/app/cli/query-options.ts';

describe('filtersOf()', () => {
  test('takes filters by fields that items have, and by any attribute', () => {
    const facet = ['medium:image', 'attribute.shelf:food'];
    expect(filtersOf({ facet })).toEqual({ facet, minQuality: undefined });
    expect(filtersOf({})).toBeUndefined();
  });

  test.each(['colours:red', 'medium', 'attribute.:x', ':'])(
    'refuses %j, naming the fields',
    (odd) => {
      expect(() => filtersOf({ facet: ['medium:image', odd] })).toThrow(
        /field:value.*medium, topic.*attribute\.NAME; got/,
      );
    },
  );
});
