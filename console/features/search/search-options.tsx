interface SearchOptionsProps {
  readonly filters: number;
  readonly onOpenFilters: () => void;
  readonly options: readonly {
    readonly name: string;
    readonly hint: string;
    readonly isOn: boolean;
    readonly onChange: (isOn: boolean) => void;
  }[];
}

/** What narrows and widens the results, and what is shown of them. */
export function SearchOptions({ filters, onOpenFilters, options }: SearchOptionsProps) {
  return (
    <div className="search-options">
      <button type="button" className="button" aria-haspopup="dialog" onClick={onOpenFilters}>
        Filters
        {filters > 0 && <span className="num">{filters}</span>}
      </button>
      {options.map(({ name, hint, isOn, onChange }) => (
        <label key={name} className="tick" title={hint}>
          <input
            type="checkbox"
            role="switch"
            checked={isOn}
            onChange={(event) => onChange(event.target.checked)}
          />
          {name}
        </label>
      ))}
    </div>
  );
}
