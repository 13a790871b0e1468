import type { ComputedSignal } from '../../../src/contracts/online.ts';
import type { Computed } from '../../api/compute.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Figure, Figures } from '../../ui/figures.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { shortJson } from './short-json.ts';
import { milliseconds } from './units.ts';

interface Row {
  readonly name: string;
  readonly signal: ComputedSignal;
}

const kept: Readonly<Record<ComputedSignal['cached'], string>> = {
  no: 'computed',
  memory: 'kept in memory',
  disk: 'kept in a file',
};

const columns: readonly Column<Row>[] = [
  { key: 'name', name: 'Signal', cell: ({ name, signal }) => `${name}@${signal.version}` },
  {
    key: 'status',
    name: 'Status',
    cell: ({ signal }) => (
      <span className={signal.status === 'failed' ? 'warn' : undefined}>{signal.status}</span>
    ),
  },
  { key: 'cached', name: 'From', cell: ({ signal }) => kept[signal.cached] },
  {
    key: 'cpu',
    name: 'CPU',
    hint: 'When it was computed, without decoding the picture',
    layout: 'end',
    cell: ({ signal }) => milliseconds(signal.cpuMs),
  },
  {
    key: 'value',
    name: 'Value',
    layout: 'text',
    isWhole: true,
    cell: ({ signal }) => (
      <code className="try-value">
        {signal.status === 'ok' ? shortJson(signal.value) : (signal.reason ?? '')}
      </code>
    ),
  },
];

/** What was answered, and what it took. */
export function TryAnswer({ computed }: { readonly computed: Computed }) {
  const { answer, roundTripMs } = computed;
  const rows = Object.entries(answer.signals).map(([name, signal]) => ({
    name: name.split('@')[0] ?? name,
    signal,
  }));
  return (
    <div className="try-answer" aria-live="polite">
      <Figures>
        <Figure name="round trip" value={milliseconds(roundTripMs)} />
        <Figure name="on the server" value={milliseconds(answer.tookMs)} />
        <Figure name="of it, waiting" value={milliseconds(answer.waitedMs)} />
      </Figures>
      <Table columns={columns} rows={rows} keyOf={({ name }) => name} />
      <p className="small soft">
        The whole answer as JSON:{' '}
        <CopyButton text={JSON.stringify(answer, null, 2)} name="the whole answer as JSON" />
      </p>
    </div>
  );
}
