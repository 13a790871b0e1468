import type { Interests } from '../../../src/contracts/home.ts';
import { counted } from '../../ui/numbers.ts';
import { InterestCard } from './interest-card.tsx';

/** What a person is interested in, the most important first. */
export function InterestList({ found }: { readonly found: Interests }) {
  const { interests, engaged, hidden, unplaced, sinceDays } = found;
  return (
    <>
      <p className="small soft num">
        {engaged === 0 && hidden === 0
          ? 'Nothing is known yet.'
          : `From ${counted(engaged, 'item')} used in ${sinceDays} days${tail(hidden, unplaced)}`}
      </p>
      {engaged === 0 && (
        <p className="small soft">
          Save, open or share items that have something in common: they become an interest.
        </p>
      )}
      {interests.length > 0 && (
        <ol className="interests" aria-label="Interests">
          {interests.map((interest) => (
            <InterestCard key={interest.id} interest={interest} />
          ))}
        </ol>
      )}
    </>
  );
}

function tail(hidden: number, unplaced: number): string {
  const said = [
    ...(hidden > 0 ? [`${hidden} hidden`] : []),
    ...(unplaced > 0 ? [`${unplaced} without an embedding`] : []),
  ];
  return said.length === 0 ? '' : `; ${said.join(', ')}`;
}
