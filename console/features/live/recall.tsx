import type { Indexes, IndexState, RecallFigures } from '../../../src/contracts/nearest.ts';
import { count, size } from '../../ui/numbers.ts';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';

/** Below it a tenth of the neighbours is missing in one query of a hundred. */
const leastP1 = 0.9;

const recallColumns: readonly Column<RecallFigures>[] = [
  { key: 'signal', name: 'Version', cell: ({ signal }) => signal },
  {
    key: 'selectivity',
    name: 'Vectors that match',
    cell: ({ selectivity }) => (selectivity === 'all' ? 'all: no filter' : selectivity),
  },
  { key: 'samples', name: 'Queries checked', layout: 'end', cell: (row) => count(row.samples) },
  { key: 'mean', name: 'Mean', layout: 'end', cell: ({ mean }) => mean.toFixed(3) },
  {
    key: 'p1',
    name: 'First percentile',
    hint: '99 of 100 queries find at least this share of the true neighbours',
    layout: 'end',
    cell: ({ p1 }) => <span className={p1 < leastP1 ? 'warn' : undefined}>{p1.toFixed(3)}</span>,
  },
];

const indexColumns: readonly Column<IndexState>[] = [
  { key: 'signal', name: 'Version', cell: ({ signal }) => signal },
  { key: 'vectors', name: 'Vectors', layout: 'end', cell: (row) => count(row.vectors) },
  { key: 'graph', name: 'In a graph', layout: 'end', cell: (row) => count(row.inGraph) },
  {
    key: 'unusable',
    name: 'Without direction',
    hint: 'Vectors of zeros, which nothing is near to',
    layout: 'end',
    cell: (row) => count(row.unusable),
  },
  { key: 'memory', name: 'Memory', layout: 'end', cell: (row) => size(row.memoryBytes) },
];

/** What is held of vectors, and how many of the true neighbours sampled queries were given. */
export function Recall({ indexes, recall }: Indexes) {
  return (
    <>
      <section aria-label="Recall">
        <div className="section-head">
          <h2>Recall</h2>
          <p className="small soft">Live queries, compared with an exact search afterwards.</p>
        </div>
        {recall.length === 0 ? (
          <p className="small soft">
            No query was sampled yet. Queries that are answered by a graph are; below some ten
            thousand vectors every search is exact.
          </p>
        ) : (
          <Table
            columns={recallColumns}
            rows={recall}
            keyOf={({ signal, selectivity }) => `${signal} ${selectivity}`}
          />
        )}
      </section>
      <section aria-label="Indexes">
        <h2>Indexes</h2>
        {indexes.length === 0 ? (
          <p className="small soft">
            None is in memory yet: the first search that compares vectors loads its index.
          </p>
        ) : (
          <Table columns={indexColumns} rows={indexes} keyOf={({ signal }) => signal} />
        )}
      </section>
    </>
  );
}
