import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { SignalReaders } from '../../../src/contracts/consumers.ts';
import { readersQuery } from '../../api/signals.ts';
import { Failure } from '../../ui/notice.tsx';
import { count } from '../../ui/numbers.ts';
import { firstPeriod, PeriodChoice } from '../../ui/period-choice.tsx';
import { ReadColumns } from '../../ui/read-columns.tsx';
import { When } from '../../ui/when.tsx';
import '../../ui/table.css';

/** Who reads a signal, in which version, and how much over time. */
export function Readers({ name }: { readonly name: string }) {
  const [days, setDays] = useState(firstPeriod);
  const { data, error, refetch } = useQuery(readersQuery(name, days));
  return (
    <section aria-label="Readers" className="readers">
      <div className="section-head">
        <h2>Readers</h2>
        <PeriodChoice days={days} onChange={setDays} />
      </div>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      <div className="readers-body">
        {data !== undefined && (
          <>
            <ReadColumns series={data.series} />
            <ReaderTable rows={rowsOf(data)} />
          </>
        )}
      </div>
    </section>
  );
}

interface ReaderRow {
  readonly key: string;
  readonly consumer: string;
  readonly owner: string;
  readonly builtIn: boolean;
  /** Null: whichever is live. */
  readonly version: number | null;
  readonly reads: number;
  readonly items: number;
  readonly lastAt: string | null;
  readonly isDeclared: boolean;
}

/** Those that read it, and after them those that only say that they do. */
function rowsOf({ readers, declared }: SignalReaders): ReaderRow[] {
  const declares = new Set(declared.map(({ consumer }) => consumer));
  const reading = readers.map((reader) => ({
    ...reader,
    key: `${reader.consumer} ${reader.version}`,
    isDeclared: declares.has(reader.consumer),
  }));
  const silent = declared
    .filter(({ consumer }) => !readers.some((reader) => reader.consumer === consumer))
    .map((one) => ({
      ...one,
      key: `${one.consumer} declared ${one.version}`,
      builtIn: false,
      reads: 0,
      items: 0,
      lastAt: null,
      isDeclared: true,
    }));
  return [...reading, ...silent];
}

function ReaderTable({ rows }: { readonly rows: readonly ReaderRow[] }) {
  if (rows.length === 0) return <p className="small soft">Nobody has read it in this time.</p>;
  return (
    <table className="table table-fold">
      <thead>
        <tr>
          <th scope="col">Consumer</th>
          <th scope="col">Version</th>
          <th scope="col" className="end">
            Reads
          </th>
          <th scope="col" className="end">
            Items
          </th>
          <th scope="col">Last</th>
          <th scope="col">Owner</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <Link to="/consumers/$name" params={{ name: row.consumer }}>
                {row.consumer}
              </Link>
              {row.isDeclared && <span className="soft small"> declared</span>}
            </th>
            <td data-label="Version">{row.version === null ? 'live' : `v${row.version}`}</td>
            <td data-label="Reads" className="end">
              {count(row.reads)}
            </td>
            <td data-label="Items" className="end">
              {count(row.items)}
            </td>
            <td data-label="Last">
              <When at={row.lastAt} never="never" />
            </td>
            <td data-label="Owner" className="soft">
              {row.builtIn ? 'this installation' : row.owner}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
