import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { usualLambda } from '../../../src/contracts/related.ts';
import { clusterQuery } from '../../api/duplicates.ts';
import { relatedQuery } from '../../api/related.ts';
import { PictureCard } from '../../ui/picture-card.tsx';
import { Tiles } from '../../ui/tiles.tsx';
import { tieInWords } from '../../ui/tie.ts';

/** The other members of the item's cluster of near-duplicates; nothing where it is alone. */
export function NearDuplicates({ id }: { readonly id: string }) {
  const cluster = useQuery(clusterQuery(id));
  const others = cluster.data?.clusters[0]?.items.filter((one) => one.id !== id) ?? [];
  if (others.length === 0) return null;
  return (
    <section aria-label="Near-duplicates">
      <h2>Nearly the same</h2>
      <Tiles label="Near-duplicates" cards={others} caption={26} ideal={170}>
        {(card) => (
          <PictureCard
            card={card}
            caption={<span className="num">{tieInWords(card.decidedBy, card.distance)}</span>}
          />
        )}
      </Tiles>
    </section>
  );
}

export function Related({ id }: { readonly id: string }) {
  const related = useQuery(relatedQuery(id, { by: 'all', lambda: usualLambda, limit: 24 }));
  if (related.data === undefined || related.data.results.length === 0) return null;
  return (
    <section aria-label="Related">
      <div className="section-head item-related">
        <h2>Related</h2>
        <p className="item-lead">
          <Link to="/related/$id" params={{ id }} className="quiet">
            Walk on from here
          </Link>
          <Link to="/search" search={{ item: id }} className="quiet">
            Search with it
          </Link>
        </p>
      </div>
      <Tiles label="Related items" cards={related.data.results} caption={26} ideal={170}>
        {(card) => <PictureCard card={card} box={card.box} />}
      </Tiles>
    </section>
  );
}
