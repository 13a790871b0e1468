import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { SignalDetail } from '../../src/contracts/signals-api.ts';
import { isOpen, jobsQuery } from '../api/jobs.ts';
import { readersQuery, signalQuery } from '../api/signals.ts';
import { LineageGraph } from '../features/lineage/lineage-graph.tsx';
import { Contract } from '../features/signals/contract.tsx';
import { Expectations } from '../features/signals/expectations.tsx';
import { Past } from '../features/signals/past.tsx';
import { Promised } from '../features/signals/promises.tsx';
import { Readers } from '../features/signals/readers.tsx';
import { VersionState } from '../features/signals/version-state.tsx';
import { Versions } from '../features/signals/versions.tsx';
import '../features/signals/signal-page.css';
import { CopyButton } from '../ui/copy-button.tsx';
import { DetailPage } from '../ui/detail-page.tsx';
import { words } from '../ui/numbers.ts';
import { firstPeriod } from '../ui/period-choice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { VersionAsk } from './version-ask.tsx';
import type { AskedAct } from './version-ask.tsx';

const route = getRouteApi('/signals/$name');

/** One signal: what it means and promises, how it is kept, its versions, readers and lineage. */
export function SignalPage() {
  const { name } = route.useParams();
  const { version } = route.useSearch();
  const { data, error, refetch } = useQuery(signalQuery(name));
  const readers = useQuery(readersQuery(name, firstPeriod));
  useTitle(words(name));
  return (
    <DetailPage
      // Until the chart is there too, nothing is shown that it would move.
      query={{ data: readers.isPending ? undefined : data, error, refetch }}
      up={
        <Link to="/signals" className="quiet">
          All signals
        </Link>
      }
    >
      {(signal) => <Signal signal={signal} version={version} />}
    </DetailPage>
  );
}

interface SignalProps {
  readonly signal: SignalDetail;
  /** The version to look at; the live one where there is no such version. */
  readonly version: number | undefined;
}

function Signal({ signal, version }: SignalProps) {
  const { name, versions, live } = signal;
  const jobs = useQuery(jobsQuery);
  const [asked, setAsked] = useState<AskedAct>();
  const contract =
    versions.find((one) => one.version === version) ?? versions.find((one) => one.version === live);
  if (contract === undefined) return null;
  return (
    <>
      <div className="page-head">
        <h1>{words(name)}</h1>
        <p className="small soft">
          <code>{contract.ref}</code> <VersionState state={contract.state} />
        </p>
        <CopyButton text={contract.ref} name="its name" />
      </div>
      <div className="stacked signal-page">
        <Contract name={name} contract={contract} />
        <Versions
          signal={signal}
          shown={contract.version}
          jobs={(jobs.data?.jobs ?? []).filter((job) => job.signal === name && isOpen(job))}
          onAct={(act, on) => setAsked({ act, version: on })}
        />
        <Promised contract={contract} />
        <LineageGraph key={contract.ref} lineage={signal.lineage} focus={contract.ref} />
        <Readers name={name} />
        <Past signal={signal} contract={contract} />
        <Expectations contract={contract} cards={signal.cards} />
      </div>
      {asked !== undefined && <VersionAsk signal={signal} asked={asked} onAsk={setAsked} />}
    </>
  );
}
