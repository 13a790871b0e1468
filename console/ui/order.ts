/** A column that rows are ordered by, as it stands in an address: `cost` rising, `-cost` falling. */
export type Order = string;

/** What a column is ordered by; null where it is not known. */
export type By<Row> = (row: Row) => number | string | null;

interface Orderable<Row> {
  readonly key: string;
  readonly by?: By<Row>;
}

/** The rows in an order, those of which it is not known last; as they come where no column has it. */
export function orderRows<Row>(
  rows: readonly Row[],
  columns: readonly Orderable<Row>[],
  order: Order | undefined,
): readonly Row[] {
  const by = columns.find(({ key }) => key === order?.replace(/^-/, ''))?.by;
  if (order === undefined || by === undefined) return rows;
  const sign = order.startsWith('-') ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, other] = [by(a), by(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    if (typeof one === 'string' || typeof other === 'string') {
      return sign * String(one).localeCompare(String(other));
    }
    return sign * (one - other);
  });
}

/**
 * The order after one more press on a column: text from A, numbers and times from the most, then
 * the other way round, then as the rows come.
 */
export function nextOrder<Row>(
  rows: readonly Row[],
  { key, by }: Orderable<Row>,
  order: Order | undefined,
): Order | undefined {
  const isText = rows.some((row) => typeof by?.(row) === 'string');
  const [first, second] = isText ? [key, `-${key}`] : [`-${key}`, key];
  if (order === first) return second;
  return order === second ? undefined : first;
}
