import { useEffect, useRef } from 'react';
import type { MouseEvent, PointerEvent, RefObject } from 'react';
import { dragged, zoomed } from './view-box.ts';
import type { View } from './view-box.ts';

type Change = (change: (view: View) => View) => void;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A press that moves less is one on what lies there, not a drag. */
const slop = 4;

/**
 * Moving a drawing with the pointer: drag to move, two fingers to move and zoom, and the wheel with
 * Ctrl or ⌘ (which is a pinch on a touchpad) to zoom, so that the wheel alone still scrolls the page.
 */
export function useHands(frame: RefObject<HTMLElement | null>, change: Change) {
  const hands = useRef(new Map<number, Point>());
  const travelled = useRef(0);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { x, y } = inFrame(element, event);
      change((view) => zoomed(view, Math.exp(-event.deltaY * 0.004), x, y));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [frame, change]);

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const before = hands.current.get(event.pointerId);
    if (before === undefined) return;
    const now = inFrame(event.currentTarget, event);
    const others = [...hands.current].filter(([id]) => id !== event.pointerId);
    hands.current.set(event.pointerId, now);
    travelled.current += Math.hypot(now.x - before.x, now.y - before.y);
    if (travelled.current > slop && !event.currentTarget.hasPointerCapture(event.pointerId)) {
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    const other = others[0]?.[1];
    if (other === undefined) {
      change((view) => dragged(view, now.x - before.x, now.y - before.y));
      return;
    }
    const factor = distance(now, other) / Math.max(1, distance(before, other));
    change((view) =>
      zoomed(
        dragged(view, (now.x - before.x) / 2, (now.y - before.y) / 2),
        factor,
        (now.x + other.x) / 2,
        (now.y + other.y) / 2,
      ),
    );
  };
  const release = (event: PointerEvent<HTMLElement>) => {
    hands.current.delete(event.pointerId);
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      if (hands.current.size === 0) travelled.current = 0;
      hands.current.set(event.pointerId, inFrame(event.currentTarget, event));
    },
    onPointerMove,
    onPointerUp: release,
    onPointerCancel: release,
    onPointerLeave: release,
    /** The end of a drag is no click on what lies under it; one by the keyboard (detail 0) is. */
    onClickCapture: (event: MouseEvent<HTMLElement>) => {
      if (event.detail === 0 || travelled.current <= slop) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function inFrame(element: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }) {
  const { left, top } = element.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
