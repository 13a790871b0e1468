import { useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import './columns.css';

export interface Column {
  readonly key: string;
  /** What it stands for, such as a day. */
  readonly name: string;
  readonly value: number;
  /** The column in words. */
  readonly words: string;
}

interface ColumnsProps {
  readonly label: string;
  readonly columns: readonly Column[];
  /** What is said while nothing is pointed at. */
  readonly sum: string;
}

/** Numbers over time as columns; pointing at one, or an arrow key, says it in words. */
export function Columns({ label, columns, sum }: ColumnsProps) {
  const [pointed, setPointed] = useState<number>();
  const most = Math.max(1, ...columns.map(({ value }) => value));
  const last = columns.length - 1;
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const at = Math.floor(((event.clientX - left) / Math.max(1, width)) * columns.length);
    setPointed(Math.min(last, Math.max(0, at)));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    setPointed((at) => Math.min(last, Math.max(0, (at ?? last + 1) + step)));
  };
  return (
    <div className="columns">
      <p className="columns-said num" aria-live="polite">
        {(pointed === undefined ? undefined : columns[pointed]?.words) ?? sum}
      </p>
      <div
        className="columns-plot"
        role="group"
        aria-label={`${label}: ${sum}. Arrow keys go from column to column.`}
        tabIndex={0}
        onPointerMove={onPointer}
        onPointerLeave={() => setPointed(undefined)}
        onBlur={() => setPointed(undefined)}
        onKeyDown={onKey}
      >
        {columns.map(({ key, value }, index) => (
          <span key={key} data-pointed={index === pointed} aria-hidden="true">
            <span style={{ height: value === 0 ? 0 : `max(2px, ${(value / most) * 100}%)` }} />
          </span>
        ))}
      </div>
      <p className="columns-foot" aria-hidden="true">
        <span>{columns[0]?.name}</span>
        <span>{columns[last]?.name}</span>
      </p>
    </div>
  );
}
