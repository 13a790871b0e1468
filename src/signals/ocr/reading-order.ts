import { boundsOf, type Bounds } from './bounds.ts';
import type { Point, Quad } from './quad.ts';

interface Placed<Line> {
  readonly line: Line;
  /** Bounds of the line when the page is turned so that its text runs to the right. */
  readonly bounds: Bounds;
}

/** Lines of a row may overlap by this share of their height and still be two rows. */
const rowOverlap = 0.5;
/** A gap between columns is at least this many line heights wide. */
const columnGap = 0.8;

/**
 * Lines in the order in which people read them: rows from top to bottom, columns one after the
 * other. A recursive X-Y cut (Nagy and Seth 1984) on the page turned to the direction in which most
 * of its text runs. A gap between columns counts only where both sides have several rows;
 * headings and footings are cut off first where that uncovers columns between them.
 */
export function inReadingOrder<Line extends { readonly quad: Quad }>(
  lines: readonly Line[],
): Line[] {
  const along = mainDirection(lines);
  const placed = lines.map((line) => ({
    line,
    bounds: boundsOf(
      line.quad.map(({ x, y }) => ({
        x: x * along.x + y * along.y,
        y: y * along.x - x * along.y,
      })),
    ),
  }));
  return order(placed).map(({ line }) => line);
}

/** The unit vector along most of the text, each line weighing as much as it is long. */
function mainDirection(lines: readonly { readonly quad: Quad }[]): Point {
  let best = { x: 1, y: 0 };
  let most = 0;
  for (const { x, y } of lines.map(firstEdge)) {
    const length = Math.hypot(x, y);
    if (length === 0) continue;
    const agreeing = lines.map(firstEdge).reduce((sum, other) => {
      const projected = (x * other.x + y * other.y) / length;
      return projected > 0.95 * Math.hypot(other.x, other.y) ? sum + projected : sum;
    }, 0);
    if (agreeing > most) {
      most = agreeing;
      best = { x: x / length, y: y / length };
    }
  }
  return best;
}

function firstEdge({ quad }: { readonly quad: Quad }): Point {
  return { x: quad[1].x - quad[0].x, y: quad[1].y - quad[0].y };
}

function order<Line>(lines: readonly Placed<Line>[]): Placed<Line>[] {
  if (lines.length < 2) return [...lines];
  const columns = columnsOf(lines);
  if (columns.length > 1) return columns.flatMap(order);
  const rows = rowsOf(lines);
  if (rows.length === 1) return lines.toSorted((a, b) => a.bounds.x0 - b.bounds.x0);
  const { from, to } = rowsInColumns(rows);
  if (from === to) return rows.flatMap((row) => row.toSorted((a, b) => a.bounds.x0 - b.bounds.x0));
  return [rows.slice(0, from), rows.slice(from, to), rows.slice(to)].flatMap((part) =>
    order(part.flat()),
  );
}

/**
 * The range of rows (`to` excluded) with the most lines that stand in columns: headings and
 * footings span columns that show once they are cut off. An empty range where there is none.
 */
function rowsInColumns<Line>(rows: readonly (readonly Placed<Line>[])[]) {
  let best = { from: 0, to: 0, lines: 0 };
  for (let from = 0; from < rows.length; from += 1) {
    for (let to = from + 2; to <= rows.length; to += 1) {
      const part = rows.slice(from, to).flat();
      if (part.length > best.lines && columnsOf(part).length > 1) {
        best = { from, to, lines: part.length };
      }
    }
  }
  return best;
}

/** Lines by rows: a line joins the row whose middle it overlaps. */
function rowsOf<Line>(lines: readonly Placed<Line>[]): Placed<Line>[][] {
  const rows: { bounds: Bounds; lines: Placed<Line>[] }[] = [];
  const centre = ({ bounds }: Placed<Line>) => (bounds.y0 + bounds.y1) / 2;
  for (const line of lines.toSorted((a, b) => centre(a) - centre(b))) {
    const row = rows.at(-1);
    if (row !== undefined && sharesRow(row.bounds, line.bounds)) row.lines.push(line);
    else rows.push({ bounds: line.bounds, lines: [line] });
  }
  return rows.map((row) => row.lines);
}

function sharesRow(a: Bounds, b: Bounds): boolean {
  const overlap = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  return overlap > rowOverlap * Math.min(a.y1 - a.y0, b.y1 - b.y0);
}

/** Lines by columns, from left to right; one column where no gap runs from top to bottom. */
function columnsOf<Line>(lines: readonly Placed<Line>[]): Placed<Line>[][] {
  const heights = lines.map(({ bounds }) => bounds.y1 - bounds.y0).toSorted((a, b) => a - b);
  const gap = columnGap * (heights[Math.floor(heights.length / 2)] ?? 0);
  const columns: Placed<Line>[][] = [];
  let right = -Infinity;
  for (const line of lines.toSorted((a, b) => a.bounds.x0 - b.bounds.x0)) {
    const column = columns.at(-1);
    if (column === undefined || line.bounds.x0 - right >= gap) columns.push([line]);
    else column.push(line);
    right = Math.max(right, line.bounds.x1);
  }
  return columns.every((column) => rowsOf(column).length > 1) ? columns : [[...lines]];
}
