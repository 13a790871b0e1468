import { useState } from 'react';
import type { Facets } from '../../../src/contracts/api.ts';
import { namedColours } from '../../../src/contracts/named-colours.ts';
import { count } from '../numbers.ts';
import { treeOf } from './facet-tree.ts';
import { fieldWords, valueWords } from './facet-words.ts';

type Facet = Facets['facets'][number];

interface FacetGroupProps {
  readonly facet: Facet;
  readonly chosen: readonly string[];
  readonly onToggle: (facet: string) => void;
}

const firstShown = 7;

/** The values of one field: those chosen, the commonest, and the rest on demand. Paths make a tree. */
export function FacetGroup({ facet, chosen, onToggle }: FacetGroupProps) {
  const [isOpen, setOpen] = useState(false);
  const name = fieldWords(facet);
  const isChosen = (value: string) => chosen.includes(`${facet.field}:${value}`);
  const shown = isOpen
    ? facet.values
    : facet.values.filter(({ value }, index) => index < firstShown || isChosen(value));
  // A tree has indents in place of bars: there is no room for both.
  const isTree = facet.field === 'topic';
  const rows = isTree
    ? treeOf(shown)
    : shown.map((value) => ({ ...value, name: valueWords(facet.field, value), depth: 0 }));
  const most = Math.max(1, ...facet.values.map((one) => one.count));
  return (
    <fieldset className="facet">
      <legend>{name}</legend>
      <ul className={isOpen ? 'facet-all' : undefined}>
        {rows.map(({ value, label, name: words, depth, count: times }) => (
          <li key={value} style={{ ['--depth' as string]: depth }}>
            <label className="facet-value" title={label}>
              <input
                type="checkbox"
                checked={isChosen(value)}
                onChange={() => onToggle(`${facet.field}:${value}`)}
              />
              {facet.field === 'colour' && <Swatch name={value} />}
              <span className="facet-label">{words} </span>
              {!isTree && (
                <span className="facet-share" aria-hidden="true">
                  <span style={{ width: `${(times / most) * 100}%` }} />
                </span>
              )}
              <span className="facet-count num">{count(times)}</span>
            </label>
          </li>
        ))}
      </ul>
      {facet.values.length > shown.length || isOpen ? (
        <button
          type="button"
          className="quiet"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Fewer' : `${count(facet.values.length - shown.length)} more`}
          <span className="unseen"> of {name}</span>
        </button>
      ) : null}
    </fieldset>
  );
}

const hexes: Readonly<Record<string, string>> = namedColours;

function Swatch({ name }: { readonly name: string }) {
  return <span className="facet-swatch" style={{ background: hexes[name] }} aria-hidden="true" />;
}
