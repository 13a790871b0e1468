import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { isOpen, jobsQuery } from '../api/jobs.ts';
import { readersQuery, signalQuery } from '../api/signals.ts';
import { BackfillAsk } from '../features/backfill/backfill-ask.tsx';
import { LineageGraph } from '../features/lineage/lineage-graph.tsx';
import { DeprecateAsk } from '../features/releases/deprecate-ask.tsx';
import { DropAsk } from '../features/releases/drop-ask.tsx';
import { PromoteAsk } from '../features/releases/promote-ask.tsx';
import { RollBackAsk } from '../features/releases/roll-back-ask.tsx';
import { Contract } from '../features/signals/contract.tsx';
import { Expectations } from '../features/signals/expectations.tsx';
import { Past } from '../features/signals/past.tsx';
import { Promised } from '../features/signals/promises.tsx';
import { Readers } from '../features/signals/readers.tsx';
import { VersionState } from '../features/signals/version-state.tsx';
import { Versions } from '../features/signals/versions.tsx';
import type { VersionAct } from '../features/signals/versions.tsx';
import '../features/signals/signals.css';
import { Failure } from '../ui/notice.tsx';
import { words } from '../ui/numbers.ts';
import { firstPeriod } from '../ui/period-choice.tsx';
import { useTitle } from '../ui/use-title.ts';

const route = getRouteApi('/signals/$name');

interface Asked {
  readonly act: VersionAct;
  readonly version: number;
}

/** One signal: what it means and promises, how it is kept, its versions, readers and lineage. */
export function SignalPage() {
  const { name } = route.useParams();
  const { version } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: signal, error, refetch } = useQuery(signalQuery(name));
  const jobs = useQuery(jobsQuery);
  // What stands below the chart would move when it came later than the rest.
  const readers = useQuery(readersQuery(name, firstPeriod));
  const [asked, setAsked] = useState<Asked>();
  useTitle(words(name));
  const shown = version ?? signal?.live;
  const contract =
    signal?.versions.find((one) => one.version === shown) ??
    signal?.versions.find((one) => one.version === signal.live);
  const target = signal?.versions.find((one) => one.version === asked?.version);
  const close = () => setAsked(undefined);
  return (
    <div className="page">
      <p className="up small">
        <Link to="/signals" className="quiet">
          All signals
        </Link>
      </p>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {signal !== undefined && contract !== undefined && !readers.isPending && (
        <>
          <div className="page-head">
            <h1>{words(name)}</h1>
            <p className="small soft num">
              <code>{contract.ref}</code> <VersionState state={contract.state} />
            </p>
          </div>
          <div className="signal-page">
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
          {asked?.act === 'backfill' && (
            <BackfillAsk
              name={name}
              version={asked.version}
              onClose={close}
              onBegun={({ id }) => void navigate({ to: '/jobs/$id', params: { id } })}
            />
          )}
          {asked?.act === 'promote' && target !== undefined && (
            <PromoteAsk
              signal={signal}
              contract={target}
              onClose={close}
              onRollBack={() => setAsked({ act: 'rollback', version: asked.version })}
            />
          )}
          {asked?.act === 'rollback' && <RollBackAsk signal={signal} onClose={close} />}
          {asked?.act === 'deprecate' && (
            <DeprecateAsk name={name} version={asked.version} onClose={close} />
          )}
          {asked?.act === 'drop' && target !== undefined && (
            <DropAsk name={name} contract={target} onClose={close} />
          )}
        </>
      )}
    </div>
  );
}
