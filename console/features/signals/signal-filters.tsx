import { signalSorts } from '../../api/page-addresses.ts';
import type { SignalSort } from '../../api/page-addresses.ts';

const sortNames: Readonly<Record<SignalSort, string>> = {
  name: 'By name',
  coverage: 'Least coverage first',
  freshness: 'Longest wait first',
  use: 'Most read first',
  cost: 'Dearest first',
  change: 'Changed last first',
};

interface SignalFiltersProps {
  readonly match: string;
  readonly kind: string | undefined;
  readonly sort: SignalSort;
  /** The kinds that there are. */
  readonly kinds: readonly string[];
  readonly onChange: (change: {
    readonly match?: string;
    readonly kind?: string | undefined;
    readonly sort?: SignalSort;
  }) => void;
}

export function SignalFilters({ match, kind, sort, kinds, onChange }: SignalFiltersProps) {
  return (
    <div className="signal-filters" role="search" aria-label="Signals">
      <input
        className="field"
        type="search"
        aria-label="Words in the name or owner"
        placeholder="Name or owner"
        value={match}
        onChange={(event) => onChange({ match: event.target.value })}
      />
      <select
        className="field"
        aria-label="Kind"
        value={kind ?? ''}
        onChange={(event) => onChange({ kind: event.target.value || undefined })}
      >
        <option value="">All kinds</option>
        {kinds.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
      <select
        className="field"
        aria-label="Sort"
        value={sort}
        onChange={(event) => {
          const chosen = signalSorts.find((one) => one === event.target.value);
          if (chosen !== undefined) onChange({ sort: chosen });
        }}
      >
        {signalSorts.map((one) => (
          <option key={one} value={one}>
            {sortNames[one]}
          </option>
        ))}
      </select>
    </div>
  );
}
