import type { SignalValue } from '../../../../src/contracts/values.ts';
import type { ValueProps } from './value-view.tsx';

/** The lines that were read; pointing at one points at its place. */
export function TextInPicture({ value, pointed, onPoint }: ValueProps<SignalValue<'ocr'>>) {
  if (value.lines.length === 0) return <p className="soft">No text.</p>;
  return (
    <ol>
      {value.lines.map((line, index) => {
        const region = `line-${index}`;
        return (
          <li
            key={region}
            className="value-line"
            data-pointed={pointed === region}
            onMouseEnter={() => onPoint(region)}
            onMouseLeave={() => onPoint(undefined)}
          >
            <q>{line.text}</q>
            <span className="num soft">{line.confidence.toFixed(2)}</span>
          </li>
        );
      })}
    </ol>
  );
}
