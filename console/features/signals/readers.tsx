import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readersQuery } from '../../api/signals.ts';
import { Failure } from '../../ui/notice.tsx';
import { firstPeriod, PeriodChoice } from '../../ui/period-choice.tsx';
import { ReadColumns } from '../../ui/read-columns.tsx';
import { ReaderTable } from './reader-table.tsx';

/** Who reads a signal, in which version, and how much over time. */
export function Readers({ name }: { readonly name: string }) {
  const [days, setDays] = useState(firstPeriod);
  const { data, error, refetch } = useQuery(readersQuery(name, days));
  return (
    <section id="readers" aria-label="Readers">
      <div className="section-head">
        <h2>Readers</h2>
        <PeriodChoice days={days} onChange={setDays} />
      </div>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data !== undefined && (
        <>
          {data.readers.some(({ builtIn }) => !builtIn) && <ReadColumns series={data.series} />}
          <ReaderTable readers={data} />
          {data.readers.some(({ builtIn }) => builtIn) && (
            <p className="small soft">
              What this installation reads itself, by its console and commands, is in no sum.
            </p>
          )}
        </>
      )}
    </section>
  );
}
