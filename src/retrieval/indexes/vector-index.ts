import type { NearestExplanation } from '../../contracts/nearest.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import { requireSpace, type Embedding } from '../../signals/embedding.ts';
import type { SignalTable } from '../../storage/lance/signal-table.ts';
import { executeNearest, type NearestFound, type NearRow } from './execute-nearest.ts';
import type { IndexKeeper, ReadyView } from './index-keeper.ts';
import type { ItemFilter } from './item-filter.ts';
import { planNearest, type NearestPlan } from './plan-nearest.ts';
import { queryVector, requireLimit } from './query-vector.ts';
import type { RecallMonitor } from './recall-monitor.ts';
import { searchTable, type TableFound } from './search-table.ts';

export interface NearestQuery {
  readonly limit: number;
  readonly filter?: ItemFilter | undefined;
}

export interface NearestAnswer {
  /** Nearest first. */
  readonly near: readonly NearRow[];
  readonly explanation: NearestExplanation;
}

/** The vectors of one version of one signal, to be searched with vectors of one space. */
export interface VectorIndex<Space extends SignalRef = SignalRef> {
  readonly ref: SignalRef;
  /**
   * The rows nearest to an embedding.
   *
   * @throws input `other-space`, `wrong-dims`, `bad-vector`, `zero-vector`, `bad-limit`
   */
  search(query: Embedding<NoInfer<Space>>, options: NearestQuery): Promise<NearestAnswer>;
  /**
   * The vectors of items as wholes, of length 1 and right to 15 bits; those that have none are left
   * out. Undefined while the vectors are not in memory.
   */
  held(items: readonly string[]): Promise<ReadonlyMap<string, readonly number[]> | undefined>;
}

export interface IndexParts {
  readonly dims: number;
  readonly keeper: IndexKeeper;
  readonly monitor: RecallMonitor;
  readonly table: () => Promise<SignalTable>;
}

/** Rows that match are counted up to this, and up to a share of all. */
const mostCounted = 20_000;

export function createVectorIndex<Space extends SignalRef>(
  ref: SignalRef,
  space: Space,
  { dims, keeper, monitor, table }: IndexParts,
): VectorIndex<Space> {
  return {
    ref,
    async search(embedding, { limit, filter }) {
      const begun = performance.now();
      requireSpace(embedding, space);
      requireLimit(limit);
      const query = queryVector(embedding.vector, dims);
      const view = await keeper.ready();
      if (!view) {
        const found = await searchTable(await table(), query, limit, filter);
        return { near: found.near, explanation: unread(ref, limit, found, begun) };
      }
      const { plan, matching } = await planFor(view, dims, limit, filter);
      const found = await executeNearest(plan, view, query, limit, filter);
      const share = matching === undefined ? 1 : matching / Math.max(1, view.rows.directory.count);
      monitor.see({ view, query, limit, filter, share, found });
      const explanation = explain(view, plan, { limit, matching, found, begun });
      return { near: found.near, explanation };
    },
    async held(items) {
      const view = await keeper.ready();
      if (!view) return undefined;
      const found = new Map<string, readonly number[]>();
      for (const item of items) {
        const vector = view.rows.find(item);
        if (vector) found.set(item, vector);
      }
      return found;
    },
  };
}

async function planFor(
  { rows, graph }: ReadyView,
  dims: number,
  limit: number,
  filter: ItemFilter | undefined,
): Promise<{ readonly plan: NearestPlan; readonly matching: number | undefined }> {
  const { count, items } = rows.directory;
  const most = Math.min(mostCounted, Math.max(1, items));
  const matchingItems = await filter?.count(most);
  const matching =
    matchingItems === undefined
      ? undefined
      : Math.round((matchingItems * count) / Math.max(1, items));
  const graphRows = graph?.rows ?? 0;
  const outside = graph ? Math.max(0, rows.directory.size - graph.rows) : 0;
  return {
    plan: planNearest({ rows: count, dims, graphRows, outside, limit, matching }),
    matching,
  };
}

interface Answered {
  readonly limit: number;
  readonly matching: number | undefined;
  readonly found: NearestFound;
  readonly begun: number;
}

function explain(
  { rows, graph, behind }: ReadyView,
  plan: NearestPlan,
  { limit, matching, found, begun }: Answered,
): NearestExplanation {
  return {
    signal: rows.ref,
    path: found.path,
    planned: plan.path,
    reason: plan.reason,
    estimatesMs: plan.estimates,
    vectors: rows.directory.count,
    inGraph: graph?.rows ?? 0,
    matching: matching ?? null,
    limit,
    candidates: found.candidates,
    behind,
    tookMs: performance.now() - begun,
  };
}

function unread(
  signal: SignalRef,
  limit: number,
  { path, candidates, matching }: TableFound,
  begun: number,
): NearestExplanation {
  return {
    signal,
    path,
    planned: path,
    reason: 'the vectors are not in memory: the table itself is searched',
    estimatesMs: {},
    vectors: 0,
    inGraph: 0,
    matching: matching ?? null,
    limit,
    candidates,
    behind: false,
    tookMs: performance.now() - begun,
  };
}
