import { FirstItems } from '../ui/first-items.tsx';
import { PictureCard } from '../ui/picture-card.tsx';
import { useTitle } from '../ui/use-title.ts';

/** Items to begin a walk with. */
export function RelatedStartPage() {
  useTitle('Related');
  return (
    <div className="page">
      <div className="page-head">
        <h1>Related</h1>
        <p className="soft small">
          Choose an item to see what is related to it, and walk on from there.
        </p>
      </div>
      <FirstItems ideal={170}>
        {(card, index) => (
          <PictureCard card={card} index={index} leads={{ to: 'related', address: {} }} />
        )}
      </FirstItems>
    </div>
  );
}
