/** Two items that are near each other, by what and how near. */
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
 */
export function starClusters(edges: readonly Edge[]): ReadonlyMap<string, Membership> {
  const neighbours = neighboursOf(edges);
  const order = [...neighbours].toSorted(
    ([a, ofA], [b, ofB]) => ofB.size - ofA.size || (a < b ? -1 : 1),
  );
  const members = new Map<string, Membership>();
  for (const [centre, near] of order) {
    if (members.has(centre)) continue;
    const free = [...near].filter(([id]) => !members.has(id));
    if (free.length === 0) continue;
    const size = free.length + 1;
    members.set(centre, { cluster: centre, size, decidedBy: 'first', distance: 0 });
    for (const [id, { by, distance }] of free) {
      members.set(id, { cluster: centre, size, decidedBy: by, distance });
    }
  }
  return members;
}

/** A hash says more than an embedding; of two of a kind the nearer one stays. */
function neighboursOf(edges: readonly Edge[]): Map<string, Map<string, Edge>> {
  const neighbours = new Map<string, Map<string, Edge>>();
  const put = (from: string, to: string, edge: Edge) => {
    const near = neighbours.get(from) ?? new Map<string, Edge>();
    const known = near.get(to);
    if (!known || isStronger(edge, known)) near.set(to, edge);
    neighbours.set(from, near);
  };
  for (const edge of edges) {
    if (edge.a === edge.b) continue;
    put(edge.a, edge.b, edge);
    put(edge.b, edge.a, edge);
  }
  return neighbours;
}

function isStronger(edge: Edge, than: Edge): boolean {
  return edge.by === than.by ? edge.distance < than.distance : edge.by === 'hash';
}
