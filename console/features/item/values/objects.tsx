import type { SignalValue } from '../../../../src/contracts/values.ts';
import { Bar } from '../../../ui/bar.tsx';
import type { ValueProps } from './value-view.tsx';

/** Each thing with its certainty; pointing at a row points at its box. */
export function Objects({ value, pointed, onPoint, onSearch }: ValueProps<SignalValue<'objects'>>) {
  if (value.objects.length === 0) return <p className="soft">Nothing that it knows.</p>;
  return (
    <ul>
      {value.objects.map((object, index) => {
        const region = `object-${index}`;
        return (
          <li key={region}>
            <button
              type="button"
              className="value-row"
              data-pointed={pointed === region}
              aria-label={`Search with ${object.label}, ${object.score.toFixed(2)} certain`}
              onMouseEnter={() => onPoint(region)}
              onMouseLeave={() => onPoint(undefined)}
              onFocus={() => onPoint(region)}
              onBlur={() => onPoint(undefined)}
              onClick={() => onSearch(object.box)}
            >
              <Bar label={object.label} value={object.score} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
