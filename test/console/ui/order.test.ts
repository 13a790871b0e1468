import { describe, expect, it } from 'vitest';
import { nextOrder, orderRows } from '../../../console/ui/order.ts';

interface Row {
  readonly name: string;
  readonly cost: number | null;
}

const rows: readonly Row[] = [
  { name: 'b', cost: 2 },
  { name: 'a', cost: null },
  { name: 'd', cost: 0 },
  { name: 'c', cost: 2 },
];
const columns = [
  { key: 'name', by: (row: Row) => row.name },
  { key: 'cost', by: (row: Row) => row.cost },
  { key: 'about' },
];
const ordered = (order: string | undefined) =>
  orderRows(rows, columns, order)
    .map(({ name }) => name)
    .join('');

describe('orderRows()', () => {
  it('orders by a column, rising and falling, what is not known last both times', () => {
    expect(ordered('name')).toBe('abcd');
    expect(ordered('-name')).toBe('dcba');
    expect(ordered('cost')).toBe('dbca');
    expect(ordered('-cost')).toBe('bcda');
  });

  it('leaves rows as they come without an order, or with one that no column has', () => {
    for (const order of [undefined, 'about', 'nothing', '-', '']) {
      expect(ordered(order), order).toBe('badc');
    }
  });
});

describe('nextOrder()', () => {
  const [name = { key: '' }, cost = { key: '' }] = columns;
  const presses = (column: { readonly key: string }) => {
    const first = nextOrder(rows, column, '-other');
    const second = nextOrder(rows, column, first);
    return [first, second, nextOrder(rows, column, second)];
  };

  it('begins text at its start and numbers at the most, turns round, and lets go', () => {
    expect(presses(name)).toEqual(['name', '-name', undefined]);
    expect(presses(cost)).toEqual(['-cost', 'cost', undefined]);
  });
});
