import { useEffect, useRef, useState } from 'react';
import type { Facets } from '../../../src/contracts/api.ts';
import type { Filters } from '../../api/filters.ts';
import { toggleFacet } from '../../api/filters.ts';
import { FacetGroup } from './facet-group.tsx';
import { isTelling } from './facet-words.ts';
import { QualityFilter } from './quality-filter.tsx';
import './facets.css';

interface FacetsPanelProps {
  readonly facets: Facets['facets'];
  readonly filters: Filters;
  /** Whether ids and titles can be narrowed by, too. */
  readonly hasMatch?: boolean;
  readonly onChange: (filters: Filters) => void;
}

/** All that the catalogue can be narrowed by, with counts. */
export function FacetsPanel({ facets, filters, hasMatch = true, onChange }: FacetsPanelProps) {
  return (
    <div className="facets">
      {hasMatch && (
        <MatchField
          match={filters.match ?? ''}
          onChange={(match) => onChange({ ...filters, match })}
        />
      )}
      {facets
        .filter((facet) => isTelling(facet) || isFilteredBy(filters, facet.field))
        .map((facet) =>
          facet.field === 'quality' ? (
            <QualityFilter
              key={facet.field}
              values={facet.values}
              filters={filters}
              onChange={onChange}
            />
          ) : (
            <FacetGroup
              key={facet.field}
              facet={facet}
              chosen={filters.facet}
              onToggle={(value) => onChange(toggleFacet(filters, value))}
            />
          ),
        )}
    </div>
  );
}

function isFilteredBy({ facet }: Filters, field: string): boolean {
  return facet.some((one) => one.startsWith(`${field}:`));
}

interface MatchFieldProps {
  readonly match: string;
  readonly onChange: (match: string) => void;
}

const settleMs = 300;

function MatchField({ match, onChange }: MatchFieldProps) {
  const [text, setText] = useState(match);
  const sent = useRef(match);
  // What comes from elsewhere, as when filters are cleared, stands in place of what was typed.
  useEffect(() => {
    if (match === sent.current) return;
    sent.current = match;
    setText(match);
  }, [match]);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      onChange(text);
    }, settleMs);
    return () => clearTimeout(timer);
  }, [text, onChange]);
  return (
    <input
      type="search"
      className="field"
      aria-label="Id or title contains"
      placeholder="Id or title contains…"
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
