import { Link } from '@tanstack/react-router';
import { count, duration, words } from '../../ui/numbers.ts';
import type { Order } from '../../ui/order.ts';
import { Spark } from '../../ui/spark.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';
import { liveOf } from './find-signals.ts';
import type { ListedSignal } from './find-signals.ts';
import { cpu, percent } from './measures.ts';
import { VersionState } from './version-state.tsx';
import './signal-table.css';

interface SignalTableProps {
  readonly signals: readonly ListedSignal[];
  readonly order: Order | undefined;
  readonly onOrder: (order: Order | undefined) => void;
}

/** Every signal in a row: which version is live, how well it is kept, who reads it, what it costs. */
export function SignalTable({ signals, order, onOrder }: SignalTableProps) {
  return (
    <Table
      className="signal-table"
      columns={columns}
      rows={signals}
      keyOf={({ name }) => name}
      order={order}
      onOrder={onOrder}
    />
  );
}

const columns: readonly Column<ListedSignal>[] = [
  {
    key: 'name',
    name: 'Signal',
    by: ({ name }) => name,
    cell: ({ name, kind }) => (
      <>
        <Link to="/signals/$name" params={{ name }} className="signal-name">
          {words(name)}
        </Link>
        <span className="signal-kind">{kind}</span>
      </>
    ),
  },
  { key: 'versions', name: 'Versions', cell: (signal) => <Versions signal={signal} /> },
  {
    key: 'coverage',
    name: 'Coverage',
    hint: 'Items that have a value, or of which it is known why not',
    by: (signal) => metricsOf(signal)?.coverage ?? null,
    cell: (signal) => (
      <span className="with-spark">
        <Spark values={signal.samples.map(({ coverage }) => coverage)} from={0.5} to={1} />
        <span className="num">{percent(metricsOf(signal)?.coverage ?? null)}</span>
      </span>
    ),
  },
  {
    key: 'freshness',
    name: 'Freshness',
    hint: 'So long 99 of 100 items waited for their value',
    by: (signal) => metricsOf(signal)?.freshnessP99Seconds ?? null,
    cell: (signal) => <Freshness signal={signal} />,
  },
  {
    key: 'readers',
    name: 'Readers',
    hint: 'Consumers that read it in 30 days, without this installation’s own',
    layout: 'end',
    by: ({ readers }) => readers,
    cell: ({ name, readers }) =>
      readers === 0 ? (
        0
      ) : (
        <Link to="/signals/$name" params={{ name }} hash="readers">
          {count(readers)}
        </Link>
      ),
  },
  {
    key: 'reads',
    name: 'Reads, 30 days',
    hint: 'Of those consumers: what this console and commands read is not in it',
    layout: 'end',
    by: ({ reads }) => reads,
    cell: ({ reads }) => count(reads),
  },
  {
    key: 'cost',
    name: 'CPU of 1,000',
    hint: 'Of the signal alone, for 1,000 items; decoding is not in it',
    layout: 'end',
    by: (signal) => liveOf(signal)?.cpuSecondsPer1000 ?? null,
    cell: (signal) => cpu(liveOf(signal)?.cpuSecondsPer1000 ?? null),
  },
  {
    key: 'change',
    name: 'Last change',
    className: 'signal-aside',
    by: ({ lastChangeAt: at }) => (at === null ? null : Date.parse(at)),
    cell: ({ lastChangeAt }) => <When at={lastChangeAt} never="none" />,
  },
  {
    key: 'owner',
    name: 'Owner',
    className: 'signal-aside signal-owner',
    by: ({ owner }) => owner,
    cell: ({ owner }) => owner,
  },
];

function metricsOf(signal: ListedSignal) {
  return liveOf(signal)?.metrics ?? null;
}

function Freshness({ signal }: { readonly signal: ListedSignal }) {
  const wait = metricsOf(signal)?.freshnessP99Seconds ?? null;
  const waits = signal.samples.flatMap(({ freshnessP99Seconds: seconds }) => seconds ?? []);
  return (
    <span className="with-spark">
      <Spark values={waits} from={0} />
      <span className="num">{wait === null ? '–' : duration(wait)}</span>
    </span>
  );
}

/** The live version, and others on their way in or out. */
function Versions({ signal: { name, versions } }: { readonly signal: ListedSignal }) {
  const shown = versions.filter(({ state }) => state !== 'defined' && state !== 'dropped');
  return (
    <ul className="signal-versions">
      {shown.map(({ version, state }) => (
        <li key={version} className="num">
          <Link to="/signals/$name" params={{ name }} search={{ version }} className="soft">
            v{version}
          </Link>
          <VersionState state={state} />
        </li>
      ))}
    </ul>
  );
}
