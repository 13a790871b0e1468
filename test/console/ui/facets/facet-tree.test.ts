import { describe, expect, it } from 'vitest';
import { treeOf } from '../../../../console/ui/facets/facet-tree.ts';

const value = (path: string, label: string, count: number) => ({ value: path, label, count });

describe('treeOf()', () => {
  it('puts every value below the nearest one above it when values come by count', () => {
    const tree = treeOf([
      value('food', 'Food', 9),
      value('art', 'Art', 7),
      value('food/baking', 'Food › Baking', 5),
      value('art/photo', 'Art › Photo', 4),
      value('food/baking/bread', 'Food › Baking › Bread', 3),
    ]);
    expect(tree.map(({ depth, name }) => `${depth} ${name}`)).toEqual([
      '0 Food',
      '1 Baking',
      '2 Bread',
      '0 Art',
      '1 Photo',
    ]);
  });

  it('keeps the whole label when what is above is not among the values', () => {
    const tree = treeOf([value('food/baking', 'Food › Baking', 5), value('foo', 'Foo', 1)]);
    expect(tree.map(({ depth, name }) => `${depth} ${name}`)).toEqual(['0 Food › Baking', '0 Foo']);
  });
});
