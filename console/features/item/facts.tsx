import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ItemDetail } from '../../../src/contracts/api.ts';
import { moment, size } from '../../ui/numbers.ts';
import { titleOf } from '../../ui/title.ts';

/** What the source said of the item: title, words, tags, attributes, and where it came from. */
export function Facts({ detail }: { readonly detail: ItemDetail }) {
  const { card, text } = detail;
  return (
    <div className="facts">
      <h1>{titleOf(card)}</h1>
      {text.description !== undefined && <p className="facts-text">{text.description}</p>}
      {text.tags.length > 0 && (
        <ul className="facts-tags" aria-label="Tags">
          {text.tags.map((tag) => (
            <li key={tag}>
              <Link to="/search" search={{ q: tag }}>
                {tag}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <dl className="facts-list">
        <Fact name="id">
          <code>{card.id}</code>
        </Fact>
        {card.width > 0 && (
          <Fact name="size">
            <span className="num">
              {card.width} × {card.height}
              {detail.assets[0] !== undefined && `, ${size(detail.assets[0].sizeBytes)}`}
            </span>
          </Fact>
        )}
        {Object.entries(detail.attributes).map(([name, value]) => (
          <Fact key={name} name={name}>
            {Array.isArray(value) ? (
              value.join(', ')
            ) : typeof value === 'string' ? (
              <Link to="/" search={{ facet: [`attribute.${name}:${value}`] }}>
                {value}
              </Link>
            ) : (
              <span className="num">{String(value)}</span>
            )}
          </Fact>
        ))}
        <Fact name="source">{detail.assets[0]?.origin ?? detail.source}</Fact>
        <Fact name="read">
          <time dateTime={detail.readAt}>{moment(detail.readAt)}</time>
        </Fact>
      </dl>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
