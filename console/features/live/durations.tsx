import type { Live } from '../../../src/contracts/live.ts';
import { count } from '../../ui/numbers.ts';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { milliseconds } from './units.ts';

type Phase = keyof Live['latency'];
type Percentiles = Live['latency'][Phase];
interface Row extends Percentiles {
  readonly phase: Phase;
}

const named: Readonly<Record<Phase, string>> = {
  request: 'A request',
  wait: 'Waiting for threads',
  compute: 'In the threads',
};

const percentile = (key: 'p50' | 'p90' | 'p99' | 'max', name: string): Column<Row> => ({
  key,
  name,
  layout: 'end',
  cell: (row) => (row.count === 0 ? '–' : milliseconds(row[key])),
});

const columns: readonly Column<Row>[] = [
  { key: 'phase', name: 'Time', cell: ({ phase }) => named[phase] },
  { key: 'count', name: 'Times', layout: 'end', cell: (row) => count(row.count) },
  percentile('p50', 'p50'),
  percentile('p90', 'p90'),
  percentile('p99', 'p99'),
  percentile('max', 'Most'),
];

/** Where the time of computing on request goes. */
export function Durations({ latency }: { readonly latency: Live['latency'] }) {
  const rows = (['request', 'wait', 'compute'] as const).map((phase) => ({
    phase,
    ...latency[phase],
  }));
  return (
    <section className="chart" aria-label="Where the time goes">
      <div className="section-head">
        <h3>Where the time goes</h3>
        <p className="soft">computing on request, the last minute</p>
      </div>
      <Table columns={columns} rows={rows} keyOf={({ phase }) => phase} />
    </section>
  );
}
