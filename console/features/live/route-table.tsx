import { Spark } from '../../ui/spark.tsx';
import { count } from '../../ui/numbers.ts';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import type { RouteTotal } from './steps-in-window.ts';
import { milliseconds } from './units.ts';

interface RouteTableProps {
  readonly totals: readonly RouteTotal[];
  /** The one that is drawn alone. */
  readonly chosen: string | undefined;
  readonly onChoose: (route: string | undefined) => void;
}

/** What was asked for in the time that is drawn; a press draws one route alone. */
export function RouteTable({ totals, chosen, onChoose }: RouteTableProps) {
  const columns: readonly Column<RouteTotal>[] = [
    {
      key: 'route',
      name: 'Route',
      cell: ({ route }) => (
        <button
          type="button"
          className="live-route"
          aria-pressed={route === chosen}
          onClick={() => onChoose(route === chosen ? undefined : route)}
        >
          {route}
        </button>
      ),
    },
    {
      key: 'rates',
      name: 'Over time',
      cell: ({ rates }) => <Spark values={rates} from={0} />,
    },
    { key: 'requests', name: 'Requests', layout: 'end', cell: (row) => count(row.requests) },
    { key: 'refused', name: 'Refused', layout: 'end', cell: (row) => count(row.refused) },
    { key: 'failed', name: 'Failed', layout: 'end', cell: (row) => count(row.failed) },
    {
      key: 'usual',
      name: 'p50',
      hint: 'The middle one of the medians of steps of two seconds',
      layout: 'end',
      cell: (row) => milliseconds(row.usual),
    },
    {
      key: 'slowest',
      name: 'Worst p99',
      hint: 'The highest p99 of a step of two seconds',
      layout: 'end',
      cell: (row) => milliseconds(row.slowest),
    },
  ];
  return <Table columns={columns} rows={totals} keyOf={({ route }) => route} />;
}
