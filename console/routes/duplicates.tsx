import { useQuery } from '@tanstack/react-query';
import { duplicatesQuery } from '../api/duplicates.ts';
import { ClusterList } from '../features/duplicates/cluster-list.tsx';
import { clustersPerPage } from '../features/duplicates/page-size.ts';
import { counted } from '../ui/numbers.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import { useTitle } from '../ui/use-title.ts';

/** Items that are nearly the same, cluster by cluster. */
export function DuplicatesPage() {
  useTitle('Duplicates');
  const first = useQuery(duplicatesQuery(0, clustersPerPage));
  const total = first.data?.total;
  return (
    <div className="page">
      <div className="page-head">
        <h1 className="num">
          {total === undefined ? 'Duplicates' : `${counted(total, 'cluster')} of duplicates`}
        </h1>
        <p className="soft small">
          The same picture by its hash, or cut from one by its embedding; the difference is under
          each.
        </p>
      </div>
      <Loaded query={first}>
        {({ total: all }) =>
          all === 0 ? (
            <Notice title="No two items are nearly the same">
              <p className="soft">Clusters appear here once a read has found some.</p>
            </Notice>
          ) : (
            <ClusterList total={all} />
          )
        }
      </Loaded>
    </div>
  );
}
