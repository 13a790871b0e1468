import { useId, useState } from 'react';
import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import type { LiveStep } from '../../../src/contracts/live-history.ts';
import { useWidth } from '../../ui/use-width.ts';
import { ChartKey } from './chart-key.tsx';
import type { Line } from './chart-key.tsx';
import { nearestPlace, niceTop, pathOf, placesOf } from './time-scale.ts';
import type { Written } from './units.ts';
import './time-chart.css';

/** What all charts of the page have in common. */
export interface Span {
  readonly steps: readonly LiveStep[];
  readonly minutes: number;
  /** Nothing is to move. */
  readonly isStill: boolean;
}

interface TimeChartProps {
  readonly title: string;
  /** What it is of, in a few words. */
  readonly about: string;
  readonly span: Span;
  readonly lines: readonly Line[];
  readonly written: Written;
  /** The top of the axis where the values are all below. */
  readonly least?: number;
}

const plot = 92;
const foot = 18;

/** Numbers over the last minutes, their last values beside their names; arrow keys go back in time. */
export function TimeChart({ title, about, span, lines, written, least = 0 }: TimeChartProps) {
  const { steps, minutes, isStill } = span;
  const [ref, width] = useWidth<HTMLDivElement>();
  const [number, setNumber] = useState<number>();
  const name = useId();
  const places = placesOf(
    steps.map(({ at }) => Date.parse(at)),
    { width, seconds: minutes * 60 },
  );
  const at = steps.findIndex((step) => step.number === number);
  const last = steps.length - 1;
  const shown = at < 0 ? last : at;
  const point = (index: number) => setNumber(steps[Math.min(last, Math.max(0, index))]?.number);
  const onPointer = ({ clientX, currentTarget }: PointerEvent<HTMLDivElement>) =>
    point(nearestPlace(places, clientX - currentTarget.getBoundingClientRect().left));
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (by === 0) return;
    event.preventDefault();
    point(shown + by);
  };
  const leave = () => setNumber(undefined);

  const top = niceTop(
    Math.max(least, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0))),
  );
  const marks = [top, top / 2];
  const heightOf = (value: number) => plot - (value / top) * (plot - 14);
  const pointed = at < 0 ? undefined : places[at];
  return (
    <figure className="chart" aria-labelledby={name}>
      <figcaption>
        <h3 id={name}>{title}</h3>
        <p className="soft">{about}</p>
      </figcaption>
      <ChartKey
        lines={lines}
        index={shown}
        written={written}
        step={at < 0 ? undefined : steps[at]}
      />
      <div
        ref={ref}
        className="chart-plot"
        role="group"
        aria-label={`${title}, over ${minutes} minutes. Arrow keys go back in time.`}
        tabIndex={0}
        onPointerMove={onPointer}
        onPointerLeave={leave}
        onBlur={leave}
        onKeyDown={onKey}
      >
        <svg width={width} height={plot + foot} aria-hidden="true" focusable="false">
          {marks.map((value) => (
            <line
              key={value}
              className="chart-grid"
              x1={0}
              x2={width}
              y1={heightOf(value)}
              y2={heightOf(value)}
            />
          ))}
          <svg width={width} height={plot + 1}>
            <g
              key={isStill ? 'still' : steps[last]?.number}
              className={isStill ? undefined : 'chart-moving'}
              style={movement(steps, places)}
            >
              {lines.map((line) => (
                <path
                  key={line.name}
                  d={pathOf(line.values, places, heightOf)}
                  data-tone={line.tone}
                  className="chart-line"
                />
              ))}
            </g>
            {pointed !== undefined && (
              <line className="chart-pointed" x1={pointed} x2={pointed} y1={0} y2={plot} />
            )}
          </svg>
          <line className="chart-ground" x1={0} x2={width} y1={plot + 0.5} y2={plot + 0.5} />
          {marks.map((value) => (
            <text key={value} x={0} y={heightOf(value) - 3}>
              {written(value)}
            </text>
          ))}
          <g>
            <text x={0} y={plot + 14}>
              {minutes} min ago
            </text>
            <text x={width} y={plot + 14} textAnchor="end">
              now
            </text>
          </g>
        </svg>
      </div>
    </figure>
  );
}

/** By how much and how long what is drawn slides to the place that it is at: that of one step. */
function movement(steps: readonly LiveStep[], places: readonly number[]): CSSProperties {
  const by = (places.at(-1) ?? 0) - (places.at(-2) ?? places.at(-1) ?? 0);
  return {
    ['--by' as string]: `${by.toFixed(1)}px`,
    ['--for' as string]: `${steps.at(-1)?.seconds ?? 0}s`,
  };
}
