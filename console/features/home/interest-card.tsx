import { Link } from '@tanstack/react-router';
import type { Card } from '../../../src/contracts/api.ts';
import { eventKinds } from '../../../src/contracts/events.ts';
import type { Interest } from '../../../src/contracts/home.ts';
import { counted } from '../../ui/numbers.ts';
import { Picture, isSensitive } from '../../ui/picture.tsx';
import { titleOf } from '../../ui/title.ts';

/** One interest: the item in its middle, how much it counts, and what it was made from. */
export function InterestCard({ interest }: { readonly interest: Interest }) {
  const { medoid, share, size, items, signal } = interest;
  const others = items.filter(({ card }) => card.id !== medoid.id);
  return (
    <li className="interest">
      <Thumb card={medoid} name={`The middle of it: ${titleOf(medoid)}`} />
      <div className="interest-facts">
        <p className="interest-title">{titleOf(medoid)}</p>
        <p className="small soft num" title={`Grouped by ${signal}`}>
          {Math.round(share * 100)} % · {counted(size, 'item')}
        </p>
        <div className="interest-share" aria-hidden="true">
          <span style={{ width: `${share * 100}%` }} />
        </div>
        {others.length > 0 && (
          <ul className="interest-items">
            {others.map(({ card, kind }) => (
              <li key={card.id} data-against={eventKinds[kind].weight < 0}>
                <Thumb card={card} name={`You ${eventKinds[kind].past} ${titleOf(card)}`} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function Thumb({ card, name }: { readonly card: Card; readonly name: string }) {
  return (
    <Link
      to="/item/$id"
      params={{ id: card.id }}
      className="interest-picture"
      aria-label={name}
      title={name}
    >
      {card.asset === null ? (
        <span className="interest-words" aria-hidden="true">
          {titleOf(card)}
        </span>
      ) : (
        <Picture card={card} width={160} alt="" veiled={isSensitive(card)} />
      )}
    </Link>
  );
}
