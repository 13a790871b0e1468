/** A place in a layer: a node, or where an edge passes a layer that it has no end in. */
export interface Slot {
  readonly id: string;
  readonly layer: number;
  readonly isNode: boolean;
}

/** Between neighbouring layers. */
export interface Segment {
  readonly from: string;
  readonly to: string;
}

const sweeps = 12;

/**
 * Orders each layer so that few segments cross: each slot goes to the mean place of its neighbours
 * in the layer before, then in the layer after, and so on; the best order met is kept (Sugiyama,
 * Tagawa, Toda 1981, the barycentre method).
 */
export function orderLayers(slots: readonly Slot[], segments: readonly Segment[]): string[][] {
  const count = Math.max(0, ...slots.map(({ layer }) => layer + 1));
  let layers = Array.from({ length: count }, (_, layer) =>
    slots.filter((slot) => slot.layer === layer).map(({ id }) => id),
  );
  let best = layers;
  let fewest = crossingsOf(layers, segments);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep += 1) {
    layers = swept(layers, segments, sweep % 2 === 0);
    const crossings = crossingsOf(layers, segments);
    if (crossings < fewest) {
      fewest = crossings;
      best = layers;
    }
  }
  return best;
}

function swept(layers: string[][], segments: readonly Segment[], isDown: boolean): string[][] {
  const next = layers.map((layer) => [...layer]);
  const order = isDown ? next.keys() : [...next.keys()].reverse();
  for (const at of order) {
    const fixed = next[isDown ? at - 1 : at + 1];
    const layer = next[at];
    if (fixed === undefined || layer === undefined) continue;
    const mean = (id: string, index: number) => {
      const places = segments
        .filter((segment) => (isDown ? segment.to : segment.from) === id)
        .map((segment) => fixed.indexOf(isDown ? segment.from : segment.to));
      return places.length === 0 ? index : places.reduce((a, b) => a + b, 0) / places.length;
    };
    const means = new Map(layer.map((id, index) => [id, mean(id, index)]));
    next[at] = layer.toSorted((a, b) => (means.get(a) ?? 0) - (means.get(b) ?? 0));
  }
  return next;
}

/** Pairs of segments that cross. */
export function crossingsOf(layers: readonly string[][], segments: readonly Segment[]): number {
  const places = new Map<string, readonly [layer: number, place: number]>();
  layers.forEach((layer, at) => layer.forEach((id, place) => places.set(id, [at, place])));
  let crossings = 0;
  segments.forEach((one, index) => {
    for (const other of segments.slice(index + 1)) {
      const [layer = -1, from = 0] = places.get(one.from) ?? [];
      const [otherLayer = -2, otherFrom = 0] = places.get(other.from) ?? [];
      if (layer !== otherLayer) continue;
      const [, to = 0] = places.get(one.to) ?? [];
      const [, otherTo = 0] = places.get(other.to) ?? [];
      if ((from - otherFrom) * (to - otherTo) < 0) crossings += 1;
    }
  });
  return crossings;
}
