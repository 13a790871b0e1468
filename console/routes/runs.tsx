import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { runsQuery } from '../api/queries.ts';
import { RunList } from '../features/runs/run-list.tsx';
import { Command, Failure, Notice } from '../ui/notice.tsx';
import { useTitle } from '../ui/use-title.ts';

const route = getRouteApi('/runs');

/** All reads of this catalogue. */
export function RunsPage() {
  useTitle('Runs');
  const { order } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(runsQuery);
  return (
    <div className="page">
      <div className="page-head">
        <h1>Runs</h1>
      </div>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data?.runs.length === 0 && (
        <Notice title="Nothing has been read yet">
          <Command line="understory read ./photos" />
        </Notice>
      )}
      {data !== undefined && data.runs.length > 0 && (
        <RunList
          runs={data.runs}
          order={order}
          onOrder={(wanted) => void navigate({ search: { order: wanted }, replace: true })}
        />
      )}
    </div>
  );
}
