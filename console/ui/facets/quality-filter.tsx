import { useState } from 'react';
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components/Slider';
import type { Facets } from '../../../src/contracts/api.ts';
import type { Filters } from '../../api/filters.ts';
import { count, share } from '../numbers.ts';

interface QualityFilterProps {
  /** Counts in steps: `0.0-0.2` … `0.8-1.0`. */
  readonly values: Facets['facets'][number]['values'];
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

/** The spread of quality over the catalogue, and a range of it to see. */
export function QualityFilter({ values, filters, onChange }: QualityFilterProps) {
  const applied = [filters.minQuality ?? 0, filters.maxQuality ?? 1];
  const [dragged, setDragged] = useState<readonly number[] | undefined>();
  const [low = 0, high = 1] = dragged ?? applied;

  const apply = ([min = 0, max = 1]: readonly number[]) => {
    setDragged(undefined);
    onChange({
      ...filters,
      minQuality: min > 0 ? min : undefined,
      maxQuality: max < 1 ? max : undefined,
    });
  };

  const steps = [...values].sort((a, b) => a.value.localeCompare(b.value));
  const most = Math.max(1, ...steps.map((step) => step.count));
  return (
    <fieldset className="facet">
      <legend>Quality</legend>
      <div className="quality-steps">
        {['0.0', '0.2', '0.4', '0.6', '0.8'].map((start) => {
          const step = steps.find((one) => one.value.startsWith(start));
          const from = Number(start);
          return (
            <div
              key={start}
              data-in={from >= low - 0.19 && from < high}
              title={`${step?.label ?? start}: ${count(step?.count ?? 0)}`}
            >
              <span style={{ height: `${((step?.count ?? 0) / most) * 100}%` }} />
            </div>
          );
        })}
      </div>
      <Slider
        className="quality-slider"
        aria-label="Quality from and to"
        minValue={0}
        maxValue={1}
        step={0.05}
        value={[low, high]}
        onChange={(next) => setDragged(next)}
        onChangeEnd={apply}
      >
        <SliderTrack className="quality-track">
          <SliderThumb index={0} aria-label="Lowest quality" className="quality-thumb" />
          <SliderThumb index={1} aria-label="Highest quality" className="quality-thumb" />
        </SliderTrack>
      </Slider>
      <p className="quality-ends num">
        <span>{share(low)}</span>
        <span>{share(high)}</span>
      </p>
    </fieldset>
  );
}
