import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { duplicatesQuery } from '../api/duplicates.ts';
import { keepPicture } from '../api/picture-drawer.ts';
import { Check } from '../features/duplicates/check.tsx';
import { ClusterList } from '../features/duplicates/cluster-list.tsx';
import { clustersPerPage } from '../features/duplicates/page-size.ts';
import { counted } from '../ui/numbers.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import { useTitle } from '../ui/use-title.ts';

const route = getRouteApi('/duplicates');

/** Items that are nearly the same, cluster by cluster, and whether a picture of one's own is a copy. */
export function DuplicatesPage() {
  useTitle('Duplicates');
  const first = useQuery(duplicatesQuery(0, clustersPerPage));
  const total = first.data?.total;
  const { picture } = route.useSearch();
  const navigate = useNavigate();
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
      <Check
        picture={picture}
        onPicture={(bytes) =>
          void navigate({ to: '/duplicates', search: { picture: keepPicture(bytes) } })
        }
        onClose={() => void navigate({ to: '/duplicates', search: {} })}
      />
      {picture === undefined && (
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
      )}
    </div>
  );
}
