import { sorts } from '../../../src/contracts/api.ts';
import type { Filters } from '../../api/filters.ts';
import { counted } from '../../ui/numbers.ts';
import { AddButton } from './add-button.tsx';
import { pictureSizes } from './picture-size.ts';
import type { PictureSize } from './picture-size.ts';

const sortNames: Readonly<Record<Filters['sort'], string>> = {
  newest: 'Newest first',
  id: 'By id',
  title: 'By title',
  'quality-best': 'Best quality first',
  'quality-worst': 'Worst quality first',
  size: 'Largest first',
};

interface ToolbarProps {
  readonly total: number | undefined;
  readonly sort: Filters['sort'];
  readonly onSort: (sort: Filters['sort']) => void;
  readonly size: PictureSize;
  readonly onSize: (size: PictureSize) => void;
  readonly onOpenFilters: () => void;
}

/** How many items there are, their order, and how large they are shown. */
export function Toolbar({ total, sort, onSort, size, onSize, onOpenFilters }: ToolbarProps) {
  return (
    <div className="toolbar">
      <h1 className="toolbar-count num" aria-live="polite">
        {total === undefined ? <span className="unseen">Explore</span> : counted(total, 'item')}
      </h1>
      <button type="button" className="button toolbar-filters" onClick={onOpenFilters}>
        Filters
      </button>
      <AddButton />
      <div className="toolbar-sizes" role="group" aria-label="Size of pictures">
        {pictureSizes.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === size}
            aria-label={`${one} pictures`}
            title={`${one} pictures`}
            onClick={() => onSize(one)}
          >
            <SizeMark size={one} />
          </button>
        ))}
      </div>
      <select
        className="field"
        aria-label="Sort"
        value={sort}
        onChange={(event) => {
          const chosen = sorts.find((one) => one === event.target.value);
          if (chosen !== undefined) onSort(chosen);
        }}
      >
        {sorts.map((one) => (
          <option key={one} value={one}>
            {sortNames[one]}
          </option>
        ))}
      </select>
    </div>
  );
}

const cells: Readonly<Record<PictureSize, number>> = { small: 3, medium: 2, large: 1 };

function SizeMark({ size }: { readonly size: PictureSize }) {
  const across = cells[size];
  const side = 14 / across;
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="currentColor">
      {Array.from({ length: across * across }, (_, index) => (
        <rect
          key={index}
          x={1 + (index % across) * side}
          y={1 + Math.floor(index / across) * side}
          width={side - 1.5}
          height={side - 1.5}
        />
      ))}
    </svg>
  );
}
