/** The part of a drawing that is seen: its upper left corner, and the pixels of one of its units. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

export const leastScale = 0.25;
export const mostScale = 3;

/** About a drawing that is seen whole. */
const margin = 12;

/** The whole drawing in the middle of a window, not enlarged. */
export function fitted(drawing: Extent, window: Extent, least: number = leastScale): View {
  const scale = Math.max(
    least,
    Math.min(
      1,
      (window.width - 2 * margin) / Math.max(1, drawing.width),
      (window.height - 2 * margin) / Math.max(1, drawing.height),
    ),
  );
  return centred(drawing.width / 2, drawing.height / 2, scale, window);
}

/** A point of the drawing in the middle of the window. */
export function centred(x: number, y: number, scale: number, window: Extent): View {
  return { x: x - window.width / 2 / scale, y: y - window.height / 2 / scale, scale };
}

/** The same view with no more empty room about the drawing than there must be. */
export function kept(view: View, drawing: Extent, window: Extent): View {
  const axis = (at: number, long: number, seen: number) => {
    const room = margin / view.scale;
    if (long + 2 * room <= seen) return (long - seen) / 2;
    return Math.min(Math.max(at, -room), long - seen + room);
  };
  return {
    x: axis(view.x, drawing.width, window.width / view.scale),
    y: axis(view.y, drawing.height, window.height / view.scale),
    scale: view.scale,
  };
}

/** Nearer or farther, with the point of the window staying where it is. */
export function zoomed(view: View, factor: number, px: number, py: number): View {
  const scale = Math.min(mostScale, Math.max(leastScale, view.scale * factor));
  return {
    x: view.x + px / view.scale - px / scale,
    y: view.y + py / view.scale - py / scale,
    scale,
  };
}

/** Moved by pixels of the window, as a hand moves paper. */
export function dragged(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x - dx / view.scale, y: view.y - dy / view.scale };
}
