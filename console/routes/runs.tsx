import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { runsQuery } from '../api/runs.ts';
import { RunList } from '../features/runs/run-list.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Command, Notice } from '../ui/notice.tsx';
import { useTitle } from '../ui/use-title.ts';

const route = getRouteApi('/runs');

/** All reads of this catalogue. */
export function RunsPage() {
  useTitle('Runs');
  const { order } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(runsQuery);
  return (
    <div className="page">
      <div className="page-head">
        <h1>Runs</h1>
      </div>
      <Loaded query={query}>
        {({ runs }) =>
          runs.length === 0 ? (
            <Notice title="Nothing has been read yet">
              <Command line="understory read ./photos" />
            </Notice>
          ) : (
            <RunList
              runs={runs}
              order={order}
              onOrder={(wanted) => void navigate({ search: { order: wanted }, replace: true })}
            />
          )
        }
      </Loaded>
    </div>
  );
}
