import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { runQuery } from '../api/queries.ts';
import { Failures } from '../features/runs/failures.tsx';
import { RunProgress } from '../features/runs/run-progress.tsx';
import { RunState } from '../features/runs/run-state.tsx';
import { SignalTable } from '../features/runs/signal-table.tsx';
import { Throughput } from '../features/runs/throughput.tsx';
import '../features/runs/runs.css';
import { Failure } from '../ui/notice.tsx';
import { moment } from '../ui/numbers.ts';
import { useTitle } from '../ui/use-title.ts';

const route = getRouteApi('/runs/$id');

/** One read: how far it is, how fast, what each signal cost, and what failed. */
export function RunPage() {
  const { id } = route.useParams();
  const { data: run, error, refetch } = useQuery(runQuery(id));
  useTitle(run === undefined ? 'Run' : `Run of ${run.source}`);
  return (
    <div className="page">
      <p className="up small">
        <Link to="/runs" className="quiet">
          All runs
        </Link>
      </p>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {run !== undefined && (
        <>
          <div className="page-head">
            <h1>{run.source}</h1>
            <p className="small soft">
              <RunState run={run} />, started {moment(run.startedAt)}
            </p>
          </div>
          <div className="run">
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
    </div>
  );
}
