import type { Facets } from '../../../src/contracts/api.ts';
import { isFiltered, noFilters, toggleFacet } from '../../api/filters.ts';
import type { Filters } from '../../api/filters.ts';
import { share } from '../numbers.ts';
import { filterWords } from './facet-words.ts';
import './active-filters.css';

interface ActiveFiltersProps {
  readonly facets: Facets['facets'];
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

/** What narrows the catalogue now; each is taken away by its button. */
export function ActiveFilters({ facets, filters, onChange }: ActiveFiltersProps) {
  if (!isFiltered(filters)) return null;
  const { minQuality, maxQuality, match } = filters;
  return (
    <ul className="chips" aria-label="Active filters">
      {filters.facet.map((facet) => (
        <Chip
          key={facet}
          {...filterWords(facet, facets)}
          onRemove={() => onChange(toggleFacet(filters, facet))}
        />
      ))}
      {(minQuality !== undefined || maxQuality !== undefined) && (
        <Chip
          field="Quality"
          value={`${share(minQuality ?? 0)} to ${share(maxQuality ?? 1)}`}
          onRemove={() => onChange({ ...filters, minQuality: undefined, maxQuality: undefined })}
        />
      )}
      {match !== undefined && match !== '' && (
        <Chip
          field="Contains"
          value={match}
          onRemove={() => onChange({ ...filters, match: undefined })}
        />
      )}
      <li>
        <button
          type="button"
          className="quiet"
          onClick={() => onChange({ ...noFilters, sort: filters.sort })}
        >
          Clear all
        </button>
      </li>
    </ul>
  );
}

interface ChipProps {
  readonly field: string;
  readonly value: string;
  readonly onRemove: () => void;
}

function Chip({ field, value, onRemove }: ChipProps) {
  return (
    <li>
      <button
        type="button"
        className="chip"
        aria-label={`Remove filter ${field}: ${value}`}
        onClick={onRemove}
      >
        <span className="chip-field">{field}</span>
        <span className="chip-value">{value}</span>
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}
