import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ConsumerReads } from '../../../src/contracts/consumers.ts';
import { consumerReadsQuery } from '../../api/consumers.ts';
import { Bar } from '../../ui/bar.tsx';
import { Failure } from '../../ui/notice.tsx';
import { count } from '../../ui/numbers.ts';
import { firstPeriod, PeriodChoice } from '../../ui/period-choice.tsx';
import { ReadColumns } from '../../ui/read-columns.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';

/** What a consumer read, over time and by signal. */
export function Reads({ name }: { readonly name: string }) {
  const [days, setDays] = useState(firstPeriod);
  const { data, error, refetch } = useQuery(consumerReadsQuery(name, days));
  return (
    <section aria-label="Reads">
      <div className="section-head">
        <h2>Reads</h2>
        <PeriodChoice days={days} onChange={setDays} />
      </div>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data?.signals.length === 0 && (
        <p className="small soft">It read nothing in these {data.days} days.</p>
      )}
      {data !== undefined && data.signals.length > 0 && (
        <>
          <ReadColumns series={data.series} />
          <BySignal signals={data.signals} />
        </>
      )}
    </section>
  );
}

type SignalReads = ConsumerReads['signals'][number];

function BySignal({ signals }: Pick<ConsumerReads, 'signals'>) {
  const most = Math.max(...signals.map(({ reads }) => reads));
  const columns: readonly Column<SignalReads>[] = [
    {
      key: 'signal',
      name: 'Signal',
      cell: ({ signal, version }) => (
        <Link to="/signals/$name" params={{ name: signal }} search={{ version }}>
          {signal}@{version}
        </Link>
      ),
    },
    {
      key: 'reads',
      name: 'Reads',
      layout: 'wide',
      className: 'reads-bar',
      cell: ({ reads }) => <Bar label="reads" value={reads / most} shown={count(reads)} />,
    },
    { key: 'items', name: 'Items', layout: 'end', cell: ({ items }) => count(items) },
    { key: 'last', name: 'Last', cell: ({ lastAt }) => <When at={lastAt} /> },
  ];
  return (
    <Table
      columns={columns}
      rows={signals}
      keyOf={({ signal, version }) => `${signal}@${version}`}
    />
  );
}
