import './signal-filters.css';

interface SignalFiltersProps {
  readonly match: string;
  readonly kind: string | undefined;
  /** The kinds that there are. */
  readonly kinds: readonly string[];
  readonly onChange: (change: {
    readonly match?: string;
    readonly kind?: string | undefined;
  }) => void;
}

/** Which signals are listed. */
export function SignalFilters({ match, kind, kinds, onChange }: SignalFiltersProps) {
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
    </div>
  );
}
