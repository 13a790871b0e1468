import { useQuery } from '@tanstack/react-query';
import { runsQuery } from '../api/queries.ts';
import { RunList } from '../features/runs/run-list.tsx';
import { Command, Failure, Notice } from '../ui/notice.tsx';
import { useTitle } from '../ui/use-title.ts';

/** All reads of this catalogue. */
export function RunsPage() {
  useTitle('Runs');
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
      {data !== undefined && data.runs.length > 0 && <RunList runs={data.runs} />}
    </div>
  );
}
