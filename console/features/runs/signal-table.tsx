import type { RunDetail } from '../../../src/contracts/api.ts';
import { count, duration } from '../../ui/numbers.ts';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';

type SignalCount = RunDetail['signals'][number];

/** What each signal said of how many items, and what it cost, the dearest first. */
export function SignalTable({ signals }: { readonly signals: RunDetail['signals'] }) {
  if (signals.length === 0) return null;
  return (
    <section aria-label="Signals">
      <h2>Signals</h2>
      <Table
        columns={columns}
        rows={signals.toSorted((a, b) => b.cpuMs - a.cpuMs)}
        keyOf={({ signal }) => signal}
      />
    </section>
  );
}

const columns: readonly Column<SignalCount>[] = [
  { key: 'signal', name: 'Signal', cell: ({ signal }) => <code>{signal}</code> },
  {
    key: 'shares',
    name: 'Shares',
    isNameUnseen: true,
    layout: 'wide',
    cell: (signal) => <Shares signal={signal} />,
  },
  { key: 'ok', name: 'With a value', layout: 'end', cell: ({ ok }) => count(ok) },
  {
    key: 'abstained',
    name: 'Abstained',
    layout: 'end',
    cell: ({ abstained }) => count(abstained),
  },
  {
    key: 'failed',
    name: 'Failed',
    layout: 'end',
    cell: ({ failed }) => (failed > 0 ? <span className="warn">{count(failed)}</span> : 0),
  },
  {
    key: 'each',
    name: 'CPU an item',
    layout: 'end',
    cell: (signal) => `${(signal.cpuMs / itemsOf(signal)).toFixed(1)} ms`,
  },
  {
    key: 'all',
    name: 'CPU in all',
    layout: 'end',
    cell: ({ cpuMs }) => duration(cpuMs / 1000),
  },
];

/** At least 1, to divide by. */
function itemsOf({ ok, abstained, failed }: SignalCount): number {
  return Math.max(1, ok + abstained + failed);
}

function Shares({ signal }: { readonly signal: SignalCount }) {
  const part = (value: number) => `${(value / itemsOf(signal)) * 100}%`;
  return (
    <span className="stack" aria-hidden="true">
      <span style={{ width: part(signal.ok) }} />
      <span className="stack-abstained" style={{ width: part(signal.abstained) }} />
      <span className="stack-failed" style={{ width: part(signal.failed) }} />
    </span>
  );
}
