import { useCallback, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Lineage } from '../../../src/contracts/signals-api.ts';
import { useWidth } from '../../ui/use-width.ts';
import { layGraph } from './lay-graph.ts';
import { GraphNode } from './graph-node.tsx';
import { useHands } from './use-hands.ts';
import { centred, dragged, fitted, kept, zoomed } from './view-box.ts';
import type { View } from './view-box.ts';
import './lineage.css';

interface LineageGraphProps {
  readonly lineage: Lineage;
  /** The version that the page is about, such as `objects@1`. */
  readonly focus: string;
}

const narrowBelow = 640;
const step = 48;

/** Small letters are not read: a narrow screen shows the middle of the drawing instead of all. */
const readableScale = 0.9;

/** What a signal comes from and what is made of it; moved and zoomed by hand, wheel and keys. */
export function LineageGraph({ lineage, focus }: LineageGraphProps) {
  const [measured, width] = useWidth<HTMLDivElement>();
  const isNarrow = width < narrowBelow;
  const size = isNarrow ? { width: 110, height: 40 } : { width: 148, height: 40 };
  const direction = isNarrow ? 'down' : 'right';
  const graph = useMemo(
    () => layGraph(lineage, size, direction),
    [lineage, size.width, size.height, direction],
  );
  const height = Math.min(460, Math.max(180, graph.height + 40));
  const window = { width, height };
  const home = () => {
    const whole = fitted(graph, window);
    const node = graph.nodes.find(({ id }) => id === focus);
    if (whole.scale >= readableScale || node === undefined) return whole;
    const [x, y] = [node.x + size.width / 2, node.y + size.height / 2];
    return kept(centred(x, y, readableScale, window), graph, window);
  };
  const [moved, setMoved] = useState<View>();
  const [pointed, setPointed] = useState<string>();
  const view = moved ?? home();
  const latest = useRef(view);
  latest.current = view;
  const change = useCallback((next: (view: View) => View) => setMoved(next(latest.current)), []);
  const hands = useHands(measured, change);
  const near = (factor: number) => change((now) => zoomed(now, factor, width / 2, height / 2));
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys(change, near, () => setMoved(fitted(graph, window)))[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <section aria-label="Lineage" className="lineage whole-width">
      <div className="section-head">
        <h2>Lineage</h2>
        <div className="lineage-acts" role="group" aria-label="The drawing of the lineage">
          <button type="button" aria-label="Nearer" onClick={() => near(1.25)}>
            +
          </button>
          <button type="button" aria-label="Farther" onClick={() => near(0.8)}>
            −
          </button>
          <button type="button" onClick={() => setMoved(fitted(graph, window))}>
            All
          </button>
          <button type="button" onClick={() => setMoved(undefined)}>
            This one
          </button>
        </div>
      </div>
      <div
        ref={measured}
        className="lineage-frame"
        role="group"
        aria-label="What the signal comes from and what is made of it. Arrow keys move the drawing, plus and minus zoom, 0 shows all."
        tabIndex={0}
        style={{ height }}
        onKeyDown={onKey}
        {...hands}
      >
        {width > 0 && (
          <svg width={width} height={height} aria-hidden={false}>
            <g transform={`scale(${view.scale}) translate(${-view.x} ${-view.y})`}>
              {graph.edges.map(({ from, to, path }) => (
                <path
                  key={`${from} ${to}`}
                  d={path}
                  className="lineage-edge"
                  data-pointed={[from, to].includes(pointed ?? focus)}
                />
              ))}
              {graph.nodes.map((node) => (
                <GraphNode
                  key={node.id}
                  node={node}
                  size={size}
                  isFocus={node.id === focus}
                  onPoint={(isPointed) => setPointed(isPointed ? node.id : undefined)}
                />
              ))}
            </g>
          </svg>
        )}
      </div>
    </section>
  );
}

function keys(
  change: (next: (view: View) => View) => void,
  near: (factor: number) => void,
  fit: () => void,
): Readonly<Record<string, () => void>> {
  const move = (dx: number, dy: number) => () => change((view) => dragged(view, dx, dy));
  return {
    ArrowLeft: move(step, 0),
    ArrowRight: move(-step, 0),
    ArrowUp: move(0, step),
    ArrowDown: move(0, -step),
    '+': () => near(1.25),
    '=': () => near(1.25),
    '-': () => near(0.8),
    '0': fit,
  };
}
