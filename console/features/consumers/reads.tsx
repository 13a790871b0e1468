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
import { When } from '../../ui/when.tsx';
import '../../ui/table.css';

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
      <div className="reads-body">
        {data !== undefined && (
          <>
            <ReadColumns series={data.series} />
            <BySignal signals={data.signals} />
          </>
        )}
      </div>
    </section>
  );
}

function BySignal({ signals }: Pick<ConsumerReads, 'signals'>) {
  if (signals.length === 0) return <p className="small soft">It read nothing in this time.</p>;
  const most = Math.max(...signals.map(({ reads }) => reads));
  return (
    <table className="table table-fold">
      <thead>
        <tr>
          <th scope="col">Signal</th>
          <th scope="col" className="wide">
            Reads
          </th>
          <th scope="col" className="end">
            Items
          </th>
          <th scope="col">Last</th>
        </tr>
      </thead>
      <tbody>
        {signals.map(({ signal, version, reads, items, lastAt }) => (
          <tr key={`${signal}@${version}`}>
            <th scope="row">
              <Link to="/signals/$name" params={{ name: signal }} search={{ version }}>
                {signal}@{version}
              </Link>
            </th>
            <td className="wide whole reads-bar">
              <Bar label="reads" value={reads / most} shown={count(reads)} />
            </td>
            <td data-label="Items" className="end">
              {count(items)}
            </td>
            <td data-label="Last">
              <When at={lastAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
