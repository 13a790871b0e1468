import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Hit } from '../../src/contracts/api.ts';
import { HitCard } from './hit-card.tsx';
import type { CardTarget } from './picture-card.tsx';
import { Tiles } from './tiles.tsx';
import { WhyAsk } from './why-ask.tsx';

interface HitsProps {
  readonly label: string;
  readonly hits: readonly Hit[];
  /** The width that a picture would like to have, in pixels. */
  readonly ideal: number;
  /** To what results lead in place of their own pages. */
  readonly leads?: CardTarget | undefined;
  /** Of each result, once half of it has been in view; the same function at every rendering. */
  readonly onSeen?: (id: string) => void;
  /** Buttons of class `hit-act` over the picture of a result. */
  readonly acts?: (hit: Hit) => ReactNode;
  /** What can be done with a result, in words, in "Why this?". */
  readonly moreActs?: (hit: Hit, onDone: () => void) => ReactNode;
}

/** Results as a masonry, best first; each says why it is there. */
export function Hits({ label, hits, ideal, leads, onSeen, acts, moreActs }: HitsProps) {
  const [asked, setAsked] = useState<string>();
  const hit = hits.find(({ id }) => id === asked);
  const close = () => setAsked(undefined);
  return (
    <>
      <Tiles label={label} cards={hits} caption={48} ideal={ideal}>
        {(one, index) => (
          <HitCard
            hit={one}
            index={index}
            leads={leads}
            onWhy={() => setAsked(one.id)}
            onSeen={onSeen}
            acts={acts?.(one)}
          />
        )}
      </Tiles>
      {hit !== undefined && (
        <WhyAsk hit={hit} hits={hits} onClose={close}>
          {moreActs?.(hit, close)}
        </WhyAsk>
      )}
    </>
  );
}
