import { Link, linkOptions } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Card } from '../../src/contracts/api.ts';
import type { Box } from '../../src/contracts/box.ts';
import type { Filters } from '../api/filters.ts';
import type { RelatedAddress } from '../api/page-addresses.ts';
import { clock } from './numbers.ts';
import { Picture, isSensitive, isVisible } from './picture.tsx';
import { Reveal } from './reveal.tsx';
import { titleOf } from './title.ts';
import './picture-card.css';

/** What is related to an item, at this address; or the ads that suit it. */
export type CardTarget =
  { readonly to: 'related'; readonly address: RelatedAddress } | { readonly to: 'ads' };

interface PictureCardProps {
  readonly card: Card;
  /** Kept in the address of the item, to step through the list that it was opened from. */
  readonly place?: Partial<Filters> & { readonly at?: number };
  /** To what it leads in place of its own page. */
  readonly leads?: CardTarget | undefined;
  /** A region to point out on the picture. */
  readonly box?: Box | null;
  /** Words under the picture in place of the title. */
  readonly caption?: ReactNode;
  readonly tabIndex?: number;
  /** Its place in the list, for the keys of the list. */
  readonly index?: number;
}

/** An item among many: its picture or its words, one line of caption, and its page behind it. */
export function PictureCard(props: PictureCardProps) {
  const { card, box, tabIndex = 0 } = props;
  const [revealed, setRevealed] = useState(false);
  const veiled = isSensitive(card) && !revealed;
  return (
    <article className="card" data-state={card.state}>
      <Link
        className="card-link"
        {...linkOf(props)}
        tabIndex={tabIndex}
        data-index={props.index}
        draggable={false}
      >
        <div className="card-picture">
          {card.asset === null ? <Words card={card} /> : <Still card={card} veiled={veiled} />}
          {box !== null && box !== undefined && !veiled && (
            <span style={placeOf(box)} className="card-box" />
          )}
          {card.durationSeconds !== null && (
            <span className="card-duration num">
              <span className="unseen">Video, </span>
              {clock(card.durationSeconds)}
            </span>
          )}
        </div>
        <div className="card-caption">{props.caption ?? <Title card={card} />}</div>
      </Link>
      {veiled && isVisible(card) && (
        <div className="card-veil">
          <Reveal title={titleOf(card)} tabIndex={tabIndex} onReveal={() => setRevealed(true)} />
        </div>
      )}
    </article>
  );
}

function linkOf({ card, leads, place: search = {} }: PictureCardProps) {
  const params = { id: card.id };
  switch (leads?.to) {
    case 'related':
      return linkOptions({ to: '/related/$id', params, search: leads.address });
    case 'ads':
      return linkOptions({ to: '/ads', search: { item: card.id } });
    case undefined:
      return linkOptions({ to: '/item/$id', params, search });
  }
}

function Still({ card, veiled }: { readonly card: Card; readonly veiled: boolean }) {
  const reason = card.state === 'pending' ? 'Not read yet' : 'Could not be read';
  return (
    <Picture
      card={card}
      width={320}
      alt=""
      veiled={veiled}
      absent={<span className="picture-absent">{reason}</span>}
    />
  );
}

function Words({ card }: { readonly card: Card }) {
  return (
    <div className="card-words">
      <p>{card.excerpt === '' ? titleOf(card) : card.excerpt}</p>
    </div>
  );
}

function Title({ card }: { readonly card: Card }) {
  return (
    <>
      <span className="card-title">{titleOf(card)}</span>
      {card.state !== 'done' && <span className="card-flag">{card.state}</span>}
    </>
  );
}

function placeOf(box: Box) {
  const percent = (part: number) => `${part * 100}%`;
  return {
    left: percent(box.x),
    top: percent(box.y),
    width: percent(box.width),
    height: percent(box.height),
  };
}
