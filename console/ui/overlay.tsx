import type { Box } from '../../src/contracts/box.ts';
import type { SignalValue } from '../../src/contracts/values.ts';
import './overlay.css';

interface OverlayProps {
  readonly objects: SignalValue<'objects'>['objects'];
  readonly lines: SignalValue<'ocr'>['lines'];
  readonly pointed: string | undefined;
  readonly onPoint: (region: string | undefined) => void;
  readonly onSearch: (box: Box) => void;
}

const percent = (part: number) => `${part * 100}%`;

/** What was found, drawn where it was found: boxes that can be searched with, outlines of text. */
export function Overlay({ objects, lines, pointed, onPoint, onSearch }: OverlayProps) {
  const largestFirst = objects
    .map((object, index) => ({ ...object, region: `object-${index}` }))
    .sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
  return (
    <>
      <svg className="overlay" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        {largestFirst.map(({ box, region }) => (
          <g key={region} data-pointed={pointed === region}>
            <rect {...box} className="overlay-under" />
            <rect {...box} className="overlay-line" />
          </g>
        ))}
        {lines.map(({ quad }, index) => {
          const corners = [0, 2, 4, 6].map((at) => `${quad[at] ?? 0},${quad[at + 1] ?? 0}`);
          return (
            <g key={index} className="overlay-text" data-pointed={pointed === `line-${index}`}>
              <polygon points={corners.join(' ')} className="overlay-under" />
              <polygon points={corners.join(' ')} className="overlay-line" />
            </g>
          );
        })}
      </svg>
      {largestFirst.map(({ box, region, label, score }) => (
        <button
          key={region}
          type="button"
          className="overlay-press"
          data-pointed={pointed === region}
          aria-label={`Search with this part: ${label}`}
          style={{
            left: percent(box.x),
            top: percent(box.y),
            width: percent(box.width),
            height: percent(box.height),
          }}
          onMouseEnter={() => onPoint(region)}
          onMouseLeave={() => onPoint(undefined)}
          onFocus={() => onPoint(region)}
          onBlur={() => onPoint(undefined)}
          onClick={() => onSearch(box)}
        >
          <span className="overlay-label" aria-hidden="true">
            {label} <span className="num">{score.toFixed(2)}</span>
          </span>
        </button>
      ))}
    </>
  );
}
