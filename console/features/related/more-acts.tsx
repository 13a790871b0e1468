import { Link } from '@tanstack/react-router';
import { partText } from '../../api/search-parts.ts';

interface MoreActsProps {
  /** The item that it is related to. */
  readonly from: string;
  readonly id: string;
}

/** Where a related item leads, besides to what is related to it in turn. */
export function MoreActs({ from, id }: MoreActsProps) {
  const both = [from, id].map((one) => partText({ kind: 'item', id: one, weight: 1 }));
  return (
    <>
      <Link to="/search" search={{ part: both }} className="button">
        Search with both
      </Link>
      <Link to="/item/$id" params={{ id }} className="quiet">
        All that is known of it
      </Link>
    </>
  );
}
