import { Link } from '@tanstack/react-router';
import type { ItemDetail } from '../../../src/contracts/api.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { attributeWords, moment, size } from '../../ui/numbers.ts';
import { titleOf } from '../../ui/title.ts';
import './about.css';

/** Longer values cannot be filtered by. */
const longestFacet = 80;

/** What the source said of the item: title, words, tags, attributes, and where it came from. */
export function About({ detail }: { readonly detail: ItemDetail }) {
  const { card, text } = detail;
  return (
    <div className="item-about">
      <h1>{titleOf(card)}</h1>
      {text.description !== undefined && <p className="prose item-text">{text.description}</p>}
      {text.tags.length > 0 && (
        <ul className="item-tags" aria-label="Tags">
          {text.tags.map((tag) => (
            <li key={tag}>
              <Link to="/search" search={{ q: tag }}>
                {tag}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Facts>
        <Fact name="id">
          <code>{card.id}</code>
          <CopyButton text={card.id} name="the id" />
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
            <ul className="item-values">
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
      </Facts>
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
