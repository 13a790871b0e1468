/** What decides how neighbours are looked for. */
export interface NearestFacts {
  /** Rows that can be found. */
  readonly rows: number;
  readonly dims: number;
  /** Rows that the graph holds; 0 where there is none. */
  readonly graphRows: number;
  /** Rows that can be found and are not in the graph. */
  readonly outside: number;
  readonly limit: number;
  /** Rows that match the filter, about; undefined where there is none. */
  readonly matching: number | undefined;
}

/**
 * `exact`: every row is compared, and the filter is asked about the nearest. `graph`: candidates of
 * the graph are compared. `exact-over-filter`: the rows that match are compared. `graph-filtered`:
 * the filter is asked about candidates of the graph, of so many that enough match.
 */
export type NearestPath = 'exact' | 'graph' | 'exact-over-filter' | 'graph-filtered';

export interface NearestPlan {
  readonly path: NearestPath;
  /** Why, in words. */
  readonly reason: string;
  /** Milliseconds of CPU that each path would take, about; those that are not open are left out. */
  readonly estimates: Readonly<Partial<Record<NearestPath, number>>>;
  /** Candidates to look at first: of the graph, or the nearest to ask the filter about. */
  readonly breadth: number;
}

/** Fewer vectors are scanned in so little time that a graph is not worth its making. */
export const rowsWorthAGraph = 100_000;

/** Milliseconds, as measured by `npm run bench -- ann`: docs/decisions, vector indexes. */
const cost = {
  /** A row of a scan, and a dimension of it. */
  row: 4e-6,
  dimension: 6e-8,
  /** A row of a list is not where the processor expects it. */
  listed: 1.4,
  /** A search of the graph, and each candidate that it keeps, at 256 dimensions. */
  graph: 0.05,
  candidate: 0.0022,
  /** PostgreSQL gives the next id that matches, and the row is looked up. */
  listedId: 0.002,
  /** PostgreSQL is asked about candidates, and about each. */
  check: 1,
  checkedId: 0.004,
};

/**
 * So many times what is wanted must match among the candidates of a graph: the farther ones it
 * misses more often, which those that are wanted are then not.
 */
export const ample = 3;

/** Candidates of the graph for so many neighbours: the coarse bytes confuse the order of some. */
function breadthFor(limit: number): number {
  return limit * 2 + 30;
}

/** Chooses the path that takes the least time by what is known of the index and the filter. */
export function planNearest(facts: NearestFacts): NearestPlan {
  const { rows, graphRows, matching, limit } = facts;
  const share = matching === undefined ? 1 : Math.max(matching, 0.5) / Math.max(rows, 1);
  const wanted = matching === undefined ? breadthFor(limit) : limit * ample + 20;
  const breadth = Math.min(rows, Math.ceil(wanted / Math.min(1, share)));
  const estimates: Partial<Record<NearestPath, number>> = {
    exact: scanCost(facts, rows) + (matching === undefined ? 0 : checkCost(breadth)),
  };
  if (matching !== undefined) {
    const scan = scanCost(facts, matching) * cost.listed;
    estimates['exact-over-filter'] = matching * cost.listedId + scan;
  }
  if (graphRows > 0) {
    // A sample of the rows is looked at to see what the graph misses.
    const sampled = facts.outside + graphRows / 64;
    const graph = graphCost(facts, breadth) + scanCost(facts, sampled);
    if (matching === undefined) estimates.graph = graph;
    else estimates['graph-filtered'] = graph + checkCost(breadth);
  }
  const path = cheapestOf(estimates);
  return { path, reason: reasonOf(path, facts, share), estimates, breadth };
}

function scanCost({ dims }: NearestFacts, rows: number): number {
  return rows * (cost.row + dims * cost.dimension);
}

/** Searching grows with the logarithm of the rows, which is 1 here for 65,536. */
function graphCost({ dims, graphRows }: NearestFacts, breadth: number): number {
  const size = Math.log2(graphRows + 2) / 16;
  return (cost.graph + breadth * cost.candidate * (0.3 + (0.7 * dims) / 256)) * size;
}

function checkCost(candidates: number): number {
  return cost.check + candidates * cost.checkedId;
}

function cheapestOf(estimates: NearestPlan['estimates']): NearestPath {
  const paths: readonly NearestPath[] = ['exact', 'exact-over-filter', 'graph', 'graph-filtered'];
  return paths.reduce((best, path) =>
    (estimates[path] ?? Infinity) < (estimates[best] ?? Infinity) ? path : best,
  );
}

function reasonOf(path: NearestPath, { rows, graphRows, outside }: NearestFacts, share: number) {
  const percent = `${Number((share * 100).toPrecision(2))} %`;
  switch (path) {
    case 'exact':
      return graphRows === 0
        ? `all of ${rows} vectors are compared: there is no graph of them`
        : `all of ${rows} vectors are compared: it takes less than the graph for so many neighbours`;
    case 'graph':
      return `of ${rows} vectors the graph gives the candidates, and ${outside} that it lacks are compared`;
    case 'exact-over-filter':
      return `about ${percent} of ${rows} vectors match the filter: these are compared`;
    case 'graph-filtered':
      return `about ${percent} of ${rows} vectors match the filter: enough for candidates of the graph`;
  }
}
