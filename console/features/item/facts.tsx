import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ItemDetail } from '../../../src/contracts/api.ts';
import { attributeWords, moment, size } from '../../ui/numbers.ts';
import { titleOf } from '../../ui/title.ts';

/** Longer values cannot be filtered by. */
const longestFacet = 80;

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
          <Fact key={name} name={attributeWords(name)}>
            <ul className="facts-values">
              {(Array.isArray(value) ? value : [String(value)]).map((one, index) => (
                <li key={index}>
                  <AttributeValue name={name} value={one} />
                </li>
              ))}
            </ul>
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

/** A value that others may share leads to the items that have it; a long text is only itself. */
function AttributeValue({ name, value }: { readonly name: string; readonly value: string }) {
  if (value.length > longestFacet) return value;
  return (
    <Link to="/" search={{ facet: [`attribute.${name}:${value}`] }}>
      {value}
    </Link>
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
