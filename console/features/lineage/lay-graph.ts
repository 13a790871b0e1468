import type { Lineage, LineageNode } from '../../../src/contracts/signals-api.ts';
import { orderLayers } from './order-layers.ts';
import type { Segment, Slot } from './order-layers.ts';
import { rankNodes } from './rank.ts';
import { spread } from './spread.ts';

/** Layers stand side by side (`right`) or one under the other (`down`). */
export type Direction = 'right' | 'down';

export interface PlacedNode extends LineageNode {
  /** Of its upper left corner. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  /** An SVG path. */
  readonly path: string;
}

export interface LaidGraph {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

export interface NodeSize {
  readonly width: number;
  readonly height: number;
}

/** Between layers, and between nodes of one. */
const betweenLayers = { right: 52, down: 40 } as const;
const between = 12;
const rounds = 10;

/** Lays a lineage out in layers, from what comes first to what is made of it last. */
export function layGraph(lineage: Lineage, size: NodeSize, direction: Direction): LaidGraph {
  const { slots, segments, ways } = slotsOf(lineage);
  const layers = orderLayers(slots, segments);
  const across = direction === 'right' ? size.height : size.width;
  const along = (direction === 'right' ? size.width : size.height) + betweenLayers[direction];
  const isNode = new Map(slots.map((slot) => [slot.id, slot.isNode]));
  const places = placeAcross(layers, segments, (a, b) =>
    isNode.get(a) === true && isNode.get(b) === true ? across + between : (across + between) * 0.6,
  );
  const layerOf = new Map(slots.map(({ id, layer }) => [id, layer]));
  const pointOf = (id: string) => [(layerOf.get(id) ?? 0) * along, places.get(id) ?? 0] as const;
  const xy = ([a, b]: readonly [number, number]) => (direction === 'right' ? [a, b] : [b, a]);
  return {
    nodes: lineage.nodes.map((node) => {
      const [x = 0, y = 0] = xy(pointOf(node.id));
      return { ...node, x, y };
    }),
    edges: ways.map(({ from, to, through }) => {
      const thick = direction === 'right' ? size.width : size.height;
      return { from, to, path: pathOf(through.map(pointOf), thick, across / 2, direction) };
    }),
    ...extentOf(
      lineage.nodes.map(({ id }) => xy(pointOf(id))),
      size,
    ),
  };
}

/** Nodes and the places where long edges pass, with the segments between. */
function slotsOf(lineage: Lineage) {
  const ranks = rankNodes(lineage);
  const slots: Slot[] = lineage.nodes.map(({ id }) => ({
    id,
    layer: ranks.get(id) ?? 0,
    isNode: true,
  }));
  const segments: Segment[] = [];
  const ways = lineage.edges.map(({ from, to }) => {
    const through = [from];
    for (let layer = (ranks.get(from) ?? 0) + 1; layer < (ranks.get(to) ?? 0); layer += 1) {
      const id = `${from} → ${to} ${layer}`;
      slots.push({ id, layer, isNode: false });
      through.push(id);
    }
    through.push(to);
    through.slice(1).forEach((id, at) => segments.push({ from: through[at] ?? from, to: id }));
    return { from, to, through };
  });
  return { slots, segments, ways };
}

/** Where each slot stands in its layer, 0 or more: near the mean of its neighbours. */
function placeAcross(
  layers: readonly string[][],
  segments: readonly Segment[],
  gapOf: (a: string, b: string) => number,
): ReadonlyMap<string, number> {
  const gaps = layers.map((layer) =>
    layer.map((id, at) => (at === 0 ? 0 : gapOf(layer[at - 1] ?? id, id))),
  );
  const places = new Map<string, number>();
  layers.forEach((layer, index) => {
    let place = 0;
    layer.forEach((id, at) => places.set(id, (place += gaps[index]?.[at] ?? 0)));
  });
  const meanOf = (id: string) => {
    const near = segments.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []));
    const sum = near.reduce((total, other) => total + (places.get(other) ?? 0), 0);
    return near.length === 0 ? (places.get(id) ?? 0) : sum / near.length;
  };
  for (let round = 0; round < rounds; round += 1) {
    layers.forEach((layer, index) => {
      const spaced = spread(layer.map(meanOf), gaps[index] ?? []);
      layer.forEach((id, at) => places.set(id, spaced[at] ?? 0));
    });
  }
  const least = Math.min(...places.values());
  return new Map([...places].map(([id, place]) => [id, place - least]));
}

/** Room for all nodes, and for the edges that pass beside them. */
function extentOf(corners: readonly number[][], { width, height }: NodeSize) {
  return {
    width: Math.max(0, ...corners.map(([x = 0]) => x)) + width,
    height: Math.max(0, ...corners.map(([, y = 0]) => y)) + height,
  };
}

/**
 * A smooth line from the far side of the first to the near side of the last.
 *
 * @param points `[along, across]` of the corners.
 */
function pathOf(
  points: readonly (readonly [number, number])[],
  thick: number,
  middle: number,
  direction: Direction,
): string {
  const show = (along: number, across: number) =>
    direction === 'right'
      ? `${along.toFixed(1)} ${across.toFixed(1)}`
      : `${across.toFixed(1)} ${along.toFixed(1)}`;
  const last = points.length - 1;
  const stops = points.flatMap(([along, across], at) => {
    const enter = [along, across + middle] as const;
    const leave = [along + thick, across + middle] as const;
    return at === 0 ? [leave] : at === last ? [enter] : [enter, leave];
  });
  const [start, ...rest] = stops;
  if (start === undefined) return '';
  let [fromAlong, fromAcross] = start;
  let path = `M ${show(...start)}`;
  for (const [along, across] of rest) {
    const half = (fromAlong + along) / 2;
    path += ` C ${show(half, fromAcross)} ${show(half, across)} ${show(along, across)}`;
    [fromAlong, fromAcross] = [along, across];
  }
  return path;
}
