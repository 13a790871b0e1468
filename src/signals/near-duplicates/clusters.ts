/** Two nodes that are near each other, by what and how near. A node is what equal items show. */
export interface Edge {
  readonly a: string;
  readonly b: string;
  readonly by: 'hash' | 'embedding';
  /** Bits that differ for `hash`, 1 − cosine for `embedding`. */
  readonly distance: number;
}

export interface Membership {
  /** The item that the cluster is built around. */
  readonly cluster: string;
  readonly size: number;
  readonly decidedBy: 'hash' | 'embedding' | 'first';
  readonly distance: number;
}

/**
 * Cuts a graph of near items into stars: the item with the most neighbours takes them as its
 * cluster, then the next of those left, and so on. Every member is near its centre, so that a
 * chain of small steps does not join different pictures. Ties go to the smaller id: the same graph
 * gives the same clusters. Items without a neighbour get none.
 *
 * @param itemsOf The items of each node, which are all copies of each other.
 */
export function starClusters(
  edges: readonly Edge[],
  itemsOf: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, Membership> {
  const neighbours = neighboursOf(edges);
  const nodes = [...itemsOf].map(([name, items]): Node => {
    const near = [...(neighbours.get(name)?.values() ?? [])];
    const around = near.reduce((sum, { b }) => sum + (itemsOf.get(b)?.length ?? 0), items.length);
    return { name, items: items.toSorted(), near, around };
  });
  const taken = new Set<string>();
  const members = new Map<string, Membership>();
  for (const { name, items, near } of nodes.toSorted(byReach)) {
    const [centre] = items;
    if (taken.has(name) || centre === undefined) continue;
    const free = near.filter(({ b }) => !taken.has(b) && itemsOf.has(b));
    const own: Edge = { a: name, b: name, by: 'hash', distance: 0 };
    const joined = [own, ...free].flatMap((edge) =>
      (itemsOf.get(edge.b) ?? []).map((item) => ({ item, edge })),
    );
    if (joined.length < 2) continue;
    for (const { item, edge } of joined) {
      taken.add(edge.b);
      members.set(item, {
        cluster: centre,
        size: joined.length,
        decidedBy: item === centre ? 'first' : edge.by,
        distance: edge.distance,
      });
    }
  }
  return members;
}

interface Node {
  readonly name: string;
  /** By id. */
  readonly items: readonly string[];
  readonly near: readonly Edge[];
  /** Items of this node and of those near it. */
  readonly around: number;
}

function byReach(a: Node, b: Node): number {
  return b.around - a.around || ((a.items[0] ?? '') < (b.items[0] ?? '') ? -1 : 1);
}

/** The edges from each node. A hash says more than an embedding; of two of a kind the nearer stays. */
function neighboursOf(edges: readonly Edge[]): Map<string, Map<string, Edge>> {
  const neighbours = new Map<string, Map<string, Edge>>();
  const put = (edge: Edge) => {
    const near = neighbours.get(edge.a) ?? new Map<string, Edge>();
    const known = near.get(edge.b);
    if (!known || isStronger(edge, known)) near.set(edge.b, edge);
    neighbours.set(edge.a, near);
  };
  for (const edge of edges) {
    if (edge.a === edge.b) continue;
    put(edge);
    put({ ...edge, a: edge.b, b: edge.a });
  }
  return neighbours;
}

function isStronger(edge: Edge, than: Edge): boolean {
  return edge.by === than.by ? edge.distance < than.distance : edge.by === 'hash';
}
