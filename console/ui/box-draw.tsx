import { useState } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import type { Box } from '../../src/contracts/box.ts';
import { boxBetween } from './box-geometry.ts';
import type { Point } from './box-geometry.ts';
import { DrawnBox } from './drawn-box.tsx';
import './box-draw.css';

interface BoxDrawProps {
  /** The box drawn now. */
  readonly box: Box | undefined;
  readonly onBox: (box: Box | undefined) => void;
  readonly onSearch: (box: Box) => void;
  /** The box was searched with as it is: there is nothing to press. */
  readonly isSettled?: boolean;
  /** The picture, filling this element. */
  readonly children: ReactNode;
}

/** Movement in pixels from which a press is the drawing of a box and not a click. */
const slackPx = 6;

/** A picture to draw one box on by dragging; a finger drags the box that is there, or scrolls. */
export function BoxDraw({ box, onBox, onSearch, isSettled = false, children }: BoxDrawProps) {
  const [start, setStart] = useState<Point | undefined>();
  const [isDrawing, setDrawing] = useState(false);

  const onMove = (event: PointerEvent) => {
    if (start === undefined) return;
    const frame = event.currentTarget.getBoundingClientRect();
    const point = pointIn(frame, event);
    const movedPx = Math.max(
      Math.abs(point.x - start.x) * frame.width,
      Math.abs(point.y - start.y) * frame.height,
    );
    if (!isDrawing && movedPx < slackPx) return;
    if (!isDrawing) event.currentTarget.setPointerCapture(event.pointerId);
    setDrawing(true);
    onBox(boxBetween(start, point));
  };
  const stop = () => {
    setStart(undefined);
    setDrawing(false);
  };

  return (
    <div
      className="box-draw"
      onPointerDown={(event) => {
        if (event.button !== 0 || event.pointerType === 'touch') return;
        setStart(pointIn(event.currentTarget.getBoundingClientRect(), event));
      }}
      onPointerMove={onMove}
      onPointerUp={stop}
      onPointerCancel={stop}
      onDragStart={(event) => event.preventDefault()}
    >
      {children}
      {box !== undefined && (
        <DrawnBox
          box={box}
          isDrawing={isDrawing}
          isSettled={isSettled}
          onBox={onBox}
          onSearch={() => onSearch(box)}
        />
      )}
    </div>
  );
}

function pointIn(frame: DOMRect, event: PointerEvent): Point {
  const part = (value: number) => Math.min(1, Math.max(0, value));
  return {
    x: part((event.clientX - frame.left) / frame.width),
    y: part((event.clientY - frame.top) / frame.height),
  };
}
