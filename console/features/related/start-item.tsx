import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Card } from '../../../src/contracts/api.ts';
import { aspectOf } from '../../ui/tiles.tsx';
import { Picture, isSensitive, isVisible } from '../../ui/picture.tsx';
import { Reveal } from '../../ui/reveal.tsx';
import { titleOf } from '../../ui/title.ts';

/** The item that others are related to, large. */
export function StartItem({ card }: { readonly card: Card }) {
  const [revealed, setRevealed] = useState(false);
  const veiled = isSensitive(card) && !revealed;
  const title = titleOf(card);
  return (
    <div className="start-item">
      {card.asset === null ? (
        <p className="start-words">{card.excerpt === '' ? title : card.excerpt}</p>
      ) : (
        <div
          className="start-picture"
          data-veiled={veiled}
          style={{ ['--ratio' as string]: 1 / aspectOf(card) }}
        >
          <Picture
            card={card}
            width={640}
            alt={title}
            veiled={veiled}
            eager
            absent={<span className="picture-absent">Could not be read</span>}
          />
          {veiled && isVisible(card) && <Reveal title={title} onReveal={() => setRevealed(true)} />}
        </div>
      )}
      <h1>{title}</h1>
      <p className="start-acts">
        <Link to="/item/$id" params={{ id: card.id }} className="quiet">
          All that is known of it
        </Link>
        <Link to="/search" search={{ item: card.id }} className="quiet">
          Search with it
        </Link>
      </p>
    </div>
  );
}
