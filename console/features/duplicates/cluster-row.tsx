import { useQuery } from '@tanstack/react-query';
import type { Duplicates } from '../../../src/contracts/api.ts';
import { duplicatesQuery } from '../../api/duplicates.ts';
import { PictureCard } from '../../ui/picture-card.tsx';
import { tieInWords } from '../../ui/tie.ts';
import { titleOf } from '../../ui/title.ts';
import { clustersPerPage } from './page-size.ts';

type Member = Duplicates['clusters'][number]['items'][number];

interface ClusterRowProps {
  readonly page: number;
  readonly place: number;
}

/** The members of one cluster side by side at one height, to compare. */
export function ClusterRow({ page, place }: ClusterRowProps) {
  const { data } = useQuery(duplicatesQuery(page * clustersPerPage, clustersPerPage));
  const cluster = data?.clusters[place];
  if (cluster === undefined) return <div className="cluster cluster-wait" />;
  return (
    <section className="cluster" aria-label={`Cluster of ${cluster.id}`}>
      <h2 className="cluster-head num">{cluster.items.length} alike</h2>
      <div className="cluster-members" role="list">
        {cluster.items.map((item) => (
          <Alike key={item.id} item={item} />
        ))}
      </div>
    </section>
  );
}

function Alike({ item }: { readonly item: Member }) {
  const aspect = item.width > 0 && item.height > 0 ? item.width / item.height : 1;
  return (
    <div
      role="listitem"
      className="cluster-member"
      style={{ ['--aspect' as string]: Math.min(2.4, Math.max(0.62, aspect)) }}
    >
      <PictureCard
        card={item}
        caption={
          <span className="cluster-caption">
            <span className="card-title">{titleOf(item)}</span>
            <span className="num">
              {item.width} × {item.height}
            </span>
            <span className={item.decidedBy === 'first' ? undefined : 'cluster-tie num'}>
              {tieInWords(item.decidedBy, item.distance)}
            </span>
          </span>
        }
      />
    </div>
  );
}
