import { useQuery } from '@tanstack/react-query';
import { noFilters } from '../../api/filters.ts';
import { facetsQuery } from '../../api/items.ts';
import { fieldWords, isTelling } from '../../ui/facets/facet-words.ts';

interface KindChoiceProps {
  /** A field of facets, such as `attribute.category`. */
  readonly kind: string | undefined;
  readonly onChange: (kind: string | undefined) => void;
}

/** By what it is told whether items are of one kind: what goes with one is of another. */
export function KindChoice({ kind, onChange }: KindChoiceProps) {
  const facets = useQuery(facetsQuery(noFilters, false));
  const fields = (facets.data?.facets ?? []).filter(
    (facet) => facet.field.startsWith('attribute.') && isTelling(facet),
  );
  return (
    <label className="kind-choice">
      Kinds by
      <select
        className="field"
        value={kind ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        <option value="">topics and objects</option>
        {kind !== undefined && !fields.some(({ field }) => field === kind) && (
          <option value={kind}>{kind}</option>
        )}
        {fields.map((facet) => (
          <option key={facet.field} value={facet.field}>
            {fieldWords(facet)}
          </option>
        ))}
      </select>
    </label>
  );
}
