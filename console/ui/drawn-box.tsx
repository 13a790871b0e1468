import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Box } from '../../src/contracts/box.ts';
import { movedBox, resizedBox, stepOf } from './box-geometry.ts';
import type { Grip, Point } from './box-geometry.ts';

interface DrawnBoxProps {
  readonly box: Box;
  readonly isDrawing: boolean;
  readonly isSettled: boolean;
  readonly onBox: (box: Box | undefined) => void;
  readonly onSearch: () => void;
}

/** Corners and sides, as on the crop of a camera's roll. */
const grips: readonly (readonly [name: string, grip: Grip])[] = [
  ['nw', { x: -1, y: -1 }],
  ['n', { x: 0, y: -1 }],
  ['ne', { x: 1, y: -1 }],
  ['e', { x: 1, y: 0 }],
  ['se', { x: 1, y: 1 }],
  ['s', { x: 0, y: 1 }],
  ['sw', { x: -1, y: 1 }],
  ['w', { x: -1, y: 0 }],
];

/** The box that was drawn: dragged or moved by keys, and what can be done with it. */
export function DrawnBox({ box, isDrawing, isSettled, onBox, onSearch }: DrawnBoxProps) {
  const held = useRef<{ grip: Grip | undefined; from: Point; box: Box } | undefined>(undefined);

  const hold = (event: PointerEvent, grip: Grip | undefined) => {
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { grip, from: { x: event.clientX, y: event.clientY }, box };
  };
  const drag = (event: PointerEvent) => {
    const picture = event.currentTarget.closest('.box-draw')?.getBoundingClientRect();
    if (held.current === undefined || picture === undefined) return;
    event.stopPropagation();
    const { grip, from, box: before } = held.current;
    const by = {
      x: (event.clientX - from.x) / picture.width,
      y: (event.clientY - from.y) / picture.height,
    };
    onBox(grip === undefined ? movedBox(before, by) : resizedBox(before, by, grip));
  };
  const gripBy = (grip?: Grip) => ({
    onPointerDown: (event: PointerEvent) => hold(event, grip),
    onPointerMove: drag,
    onPointerUp: () => (held.current = undefined),
    onPointerCancel: () => (held.current = undefined),
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event.key);
    if (step !== undefined) onBox(event.shiftKey ? resizedBox(box, step) : movedBox(box, step));
    else if (event.key === 'Enter') onSearch();
    else if (event.key === 'Escape') onBox(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const percent = (part: number) => `${part * 100}%`;
  const place = {
    left: percent(box.x),
    top: percent(box.y),
    width: percent(box.width),
    height: percent(box.height),
  };
  return (
    <>
      <div className="box-dim" aria-hidden="true">
        <span style={place} />
      </div>
      <div className="box-drawn" data-low={box.y + box.height > 0.86} style={place}>
        <div
          className="box-frame"
          role="button"
          tabIndex={0}
          aria-label="Drawn box. Arrows move it, Shift and arrows size it, Enter searches, Escape removes it"
          onKeyDown={onKeyDown}
          {...gripBy()}
        />
        {grips.map(([name, grip]) => (
          <span key={name} className="box-grip" data-grip={name} aria-hidden {...gripBy(grip)} />
        ))}
        {!isDrawing && (
          <div className="box-acts" onPointerDown={(event) => event.stopPropagation()}>
            {!isSettled && (
              <button type="button" className="button button-mark" onClick={onSearch}>
                Search with this part
              </button>
            )}
            <button
              type="button"
              className="button"
              aria-label="Remove the box"
              onClick={() => onBox(undefined)}
            >
              ×
            </button>
          </div>
        )}
      </div>
    </>
  );
}
