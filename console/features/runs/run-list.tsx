import { Link } from '@tanstack/react-router';
import type { Run } from '../../../src/contracts/api.ts';
import { count } from '../../ui/numbers.ts';
import type { Order } from '../../ui/order.ts';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';
import { RunState } from './run-state.tsx';
import { lasted, lastedSeconds } from './lasted.ts';

interface RunListProps {
  readonly runs: readonly Run[];
  readonly order: Order | undefined;
  readonly onOrder: (order: Order | undefined) => void;
}

/** Every read, newest first. */
export function RunList({ runs, order, onOrder }: RunListProps) {
  return (
    <Table columns={columns} rows={runs} keyOf={({ id }) => id} order={order} onOrder={onOrder} />
  );
}

const columns: readonly Column<Run>[] = [
  {
    key: 'source',
    name: 'Source',
    by: ({ source }) => source,
    cell: ({ id, source }) => (
      <Link to="/runs/$id" params={{ id }}>
        {source}
      </Link>
    ),
  },
  {
    key: 'state',
    name: 'State',
    by: ({ state }) => state,
    cell: (run) => <RunState run={run} />,
  },
  {
    key: 'started',
    name: 'Started',
    by: ({ startedAt }) => Date.parse(startedAt),
    cell: ({ startedAt }) => <When at={startedAt} />,
  },
  { key: 'took', name: 'Took', layout: 'end', by: lastedSeconds, cell: lasted },
  counts('listed', 'Listed'),
  counts('unchanged', 'Unchanged'),
  counts('done', 'Read'),
  counts('failed', 'Failed'),
  counts('removed', 'Removed'),
];

function counts(
  key: 'listed' | 'unchanged' | 'done' | 'failed' | 'removed',
  name: string,
): Column<Run> {
  return {
    key,
    name,
    layout: 'end',
    by: (run) => run[key],
    cell: (run) =>
      key === 'failed' && run.failed > 0 ? (
        <span className="warn">{count(run.failed)}</span>
      ) : (
        count(run[key])
      ),
  };
}
