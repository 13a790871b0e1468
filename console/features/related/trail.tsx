import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { itemQuery } from '../../api/items.ts';
import type { RelatedAddress } from '../../api/page-addresses.ts';
import { Picture, isSensitive } from '../../ui/picture.tsx';
import { titleOf } from '../../ui/title.ts';

interface TrailProps {
  /** Items that were walked over, the first first. */
  readonly ids: readonly string[];
  readonly address: RelatedAddress;
}

/** The way here; each step leads back to it. */
export function Trail({ ids, address }: TrailProps) {
  return (
    <nav className="trail" aria-label="Trail">
      <Link to="/related" className="quiet">
        Start
      </Link>
      <ol>
        {ids.map((id, index) => (
          <li key={index}>
            <Step id={id} address={{ ...address, trail: ids.slice(0, index) }} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Step({ id, address }: { readonly id: string; readonly address: RelatedAddress }) {
  const item = useQuery(itemQuery(id));
  const card = item.data?.card;
  const title = titleOf(card ?? { id, title: '' });
  return (
    <Link to="/related/$id" params={{ id }} search={address} title={title} className="trail-step">
      {card === undefined || card.asset === null ? (
        <span className="trail-words">{title}</span>
      ) : (
        <Picture card={card} width={160} alt={title} veiled={isSensitive(card)} />
      )}
    </Link>
  );
}
