import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { runQuery } from '../api/runs.ts';
import { Failures } from '../features/runs/failures.tsx';
import { RunProgress } from '../features/runs/run-progress.tsx';
import { RunState } from '../features/runs/run-state.tsx';
import { SignalTable } from '../features/runs/signal-table.tsx';
import { Throughput } from '../features/runs/throughput.tsx';
import '../features/runs/runs.css';
import { DetailPage } from '../ui/detail-page.tsx';
import { useTitle } from '../ui/use-title.ts';
import { When } from '../ui/when.tsx';

const route = getRouteApi('/runs/$id');

/** One read: how far it is, how fast, what each signal cost, and what failed. */
export function RunPage() {
  const { id } = route.useParams();
  const query = useQuery(runQuery(id));
  useTitle(query.data === undefined ? 'Run' : `Run of ${query.data.source}`);
  return (
    <DetailPage
      query={query}
      up={
        <Link to="/runs" className="quiet">
          All runs
        </Link>
      }
    >
      {(run) => (
        <>
          <div className="page-head">
            <h1>{run.source}</h1>
            <p className="small soft">
              <RunState run={run} />, started <When at={run.startedAt} />
            </p>
          </div>
          <div className="stacked">
            {run.error !== null && (
              <p className="warn" role="alert">
                {run.error}
              </p>
            )}
            <div>
              <RunProgress run={run} />
            </div>
            <Throughput run={run} />
            <SignalTable signals={run.signals} />
            <Failures failures={run.failures} />
          </div>
        </>
      )}
    </DetailPage>
  );
}
