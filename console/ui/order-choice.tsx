import type { Order } from './order.ts';

interface OrderChoiceProps {
  readonly columns: readonly {
    readonly key: string;
    readonly name: string;
    readonly by?: unknown;
  }[];
  readonly order: Order | undefined;
  readonly onOrder: (order: Order | undefined) => void;
}

/** The order of a table that is folded: it has no head to press. */
export function OrderChoice({ columns, order, onOrder }: OrderChoiceProps) {
  return (
    <select
      className="field order-choice"
      aria-label="Order"
      value={order ?? ''}
      onChange={(event) => onOrder(event.target.value || undefined)}
    >
      <option value="">Order by …</option>
      {columns
        .filter(({ by }) => by !== undefined)
        .flatMap(({ key, name }) => [
          <option key={key} value={key}>
            {name}, rising
          </option>,
          <option key={`-${key}`} value={`-${key}`}>
            {name}, falling
          </option>,
        ])}
    </select>
  );
}
