import { setTimeout as sleep } from 'node:timers/promises';
import type { RecallFigures } from '../../contracts/nearest.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import { rowsOfItems, type IndexView, type NearestFound } from './execute-nearest.ts';
import type { ItemFilter } from './item-filter.ts';
import { scanNearest } from './scan/scan-nearest.ts';

/** A query that was answered with the help of a graph. */
export interface AnsweredQuery {
  readonly view: IndexView;
  /** Of length 1. */
  readonly query: Float32Array;
  readonly limit: number;
  readonly filter: ItemFilter | undefined;
  /** The share of rows that match the filter, 0..1; 1 where there is none. */
  readonly share: number;
  readonly found: NearestFound;
}

export interface RecallMonitorOptions {
  /** The share of queries that are checked, 0..1. */
  readonly rate: number;
  readonly random: () => number;
  /** The least time between two checks, each of which compares all vectors. */
  readonly pauseMs?: number;
}

/** Compares a sample of live queries with exact search, later and one at a time. */
export interface RecallMonitor {
  see(query: AnsweredQuery): void;
  /** What the latest samples say. */
  read(): RecallFigures[];
  /** Resolves when those that were taken are checked. */
  settled(): Promise<void>;
  close(): void;
}

type Selectivity = RecallFigures['selectivity'];

/** Samples that wait; more are not taken. */
const mostWaiting = 8;

/** Samples that figures are of. */
const mostKept = 1000;

export function createRecallMonitor({
  rate,
  random,
  pauseMs = 500,
}: RecallMonitorOptions): RecallMonitor {
  const waiting: AnsweredQuery[] = [];
  const recalls = new Map<string, number[]>();
  const stop = new AbortController();
  let working: Promise<void> | undefined;

  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await sleep(pauseMs, undefined, { signal: stop.signal });
      const { ref } = next.view.rows;
      const key = JSON.stringify([ref, selectivityOf(next)]);
      const kept = recalls.get(key) ?? [];
      kept.push(await recallOf(next));
      recalls.set(key, kept.slice(-mostKept));
    }
  };

  return {
    see(query) {
      const { path } = query.found;
      if (path !== 'graph' && path !== 'graph-filtered') return;
      if (waiting.length >= mostWaiting || random() >= rate || stop.signal.aborted) return;
      waiting.push(query);
      working ??= work()
        // A sample that could not be checked, as while the database ends, says nothing.
        .catch(() => undefined)
        .finally(() => {
          working = undefined;
        });
    },
    read() {
      return [...recalls].map(([key, values]) => {
        const [signal, selectivity] = JSON.parse(key) as [SignalRef, Selectivity];
        return { signal, selectivity, samples: values.length, ...summaryOf(values) };
      });
    },
    async settled() {
      await working;
    },
    close() {
      stop.abort();
    },
  };
}

/** The share of the nearest rows that were found; rows as near as the last of them count as well. */
async function recallOf({ view, query, limit, filter, found }: AnsweredQuery): Promise<number> {
  const { rows } = view;
  const list = filter && rowsOfItems(rows, await filter.list());
  const exact = scanNearest(
    rows.vectors,
    query,
    limit,
    list ? { list } : { first: 0, count: rows.directory.size },
    (row) => rows.directory.isThere(row),
  );
  const last = exact.at(-1);
  if (!last) return 1;
  const right = found.near.filter(({ cosine }) => cosine >= last.cosine).length;
  return Math.min(1, right / exact.length);
}

function selectivityOf({ filter, share }: AnsweredQuery): Selectivity {
  if (!filter) return 'all';
  if (share >= 0.5) return '50-100 %';
  if (share >= 0.1) return '10-50 %';
  return share >= 0.01 ? '1-10 %' : '0-1 %';
}

function summaryOf(values: readonly number[]): { readonly mean: number; readonly p1: number } {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    p1: sorted[Math.floor((sorted.length - 1) * 0.01)] ?? 1,
  };
}
