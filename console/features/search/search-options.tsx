import type { ReactNode } from 'react';
import { counted } from '../../ui/numbers.ts';

interface SearchOptionsProps {
  /** Filters that are set. */
  readonly filters: number;
  readonly onOpenFilters: () => void;
  /** Switches. */
  readonly children: ReactNode;
}

/** What narrows and widens the results, and what is shown of them. */
export function SearchOptions({ filters, onOpenFilters, children }: SearchOptionsProps) {
  return (
    <div className="search-options">
      <button type="button" className="button" aria-haspopup="dialog" onClick={onOpenFilters}>
        {filters === 0 ? 'Filters' : counted(filters, 'filter')}
      </button>
      {children}
    </div>
  );
}
