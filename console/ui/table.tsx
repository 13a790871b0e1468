import type { ReactNode } from 'react';
import { nextOrder, orderRows } from './order.ts';
import type { By, Order } from './order.ts';
import { OrderChoice } from './order-choice.tsx';
import './table.css';

export interface Column<Row> {
  readonly key: string;
  readonly name: string;
  /** What is meant by it, for who points at its name. */
  readonly hint?: string;
  readonly cell: (row: Row) => ReactNode;
  /** What rows may be ordered by with it. */
  readonly by?: By<Row>;
  /** `end`: numbers, at the right; `wide`: takes the room there is; `text`: goes over several lines. */
  readonly layout?: 'end' | 'wide' | 'text';
  /** Has a line of its own, without its name, where the table is folded. */
  readonly isWhole?: boolean;
  /** Its name is only heard: what it holds says it. */
  readonly isNameUnseen?: boolean;
  readonly className?: string;
}

/** So many are looked through faster than they are ordered. */
const fewRows = 5;

interface TableProps<Row> {
  /** The first is what a row is called. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Rows of what is over. */
  readonly isFaint?: (row: Row) => boolean;
  readonly order?: Order | undefined;
  readonly onOrder?: (order: Order | undefined) => void;
  readonly className?: string;
}

/** Rows under named columns, ordered by a press on a name; each row a block where it is narrow. */
export function Table<Row>(props: TableProps<Row>) {
  const { columns, rows, keyOf, isFaint, order, onOrder, className = '' } = props;
  return (
    <>
      {onOrder !== undefined && rows.length > fewRows && (
        <OrderChoice columns={columns} order={order} onOrder={onOrder} />
      )}
      <table className={`table ${className}`}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head
                key={column.key}
                column={column}
                order={order}
                onPress={onOrder && (() => onOrder(nextOrder(rows, column, order)))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {orderRows(rows, columns, order).map((row) => (
            <tr key={keyOf(row)} data-faint={isFaint?.(row)}>
              {columns.map((column, index) => (
                <Cell key={column.key} column={column} row={row} isHead={index === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly order: Order | undefined;
  readonly onPress: (() => void) | undefined;
}

function Head<Row>({ column, order, onPress }: HeadProps<Row>) {
  const { key, name, hint, by, isNameUnseen } = column;
  const sorted = order === key ? 'ascending' : order === `-${key}` ? 'descending' : undefined;
  return (
    <th scope="col" className={classesOf(column)} title={hint} aria-sort={sorted}>
      {by === undefined || onPress === undefined ? (
        <span className={isNameUnseen === true ? 'unseen' : undefined}>{name}</span>
      ) : (
        <button type="button" className="table-order" onClick={onPress}>
          {name}
        </button>
      )}
    </th>
  );
}

interface CellProps<Row> {
  readonly column: Column<Row>;
  readonly row: Row;
  readonly isHead: boolean;
}

function Cell<Row>({ column, row, isHead }: CellProps<Row>) {
  const classes = classesOf(column);
  const content = column.cell(row);
  if (isHead) {
    return (
      <th scope="row" className={classes}>
        {content}
      </th>
    );
  }
  return (
    <td className={classes} data-label={isWhole(column) ? undefined : column.name}>
      {content}
    </td>
  );
}

function isWhole<Row>(column: Column<Row>): boolean {
  return column.isWhole ?? column.layout === 'wide';
}

function classesOf<Row>(column: Column<Row>): string | undefined {
  const classes = [column.layout, isWhole(column) ? 'whole' : undefined, column.className];
  return classes.filter((one) => one !== undefined).join(' ') || undefined;
}
