import type { WrittenQuery } from './byte-plane.ts';
import { Largest } from './largest.ts';
import type { QuantisedRows } from './quantised-rows.ts';
import { blockRows } from './scan-kernel.ts';

export interface ScoredRow {
  readonly row: number;
  /** Cosine similarity, −1..1. */
  readonly cosine: number;
}

/** Rows to look at: a stretch of them, or those of a list. */
export type RowsToScan =
  { readonly first: number; readonly count: number } | { readonly list: Uint32Array };

/** Rows that the coarse bytes cannot rule out. */
interface Candidates {
  readonly rows: number[];
  /** The scalar product with their coarse bytes, and the most that it can be with all. */
  readonly scores: number[];
  readonly most: number[];
}

/**
 * The rows with the largest cosine to a vector of length 1, largest first, and no other: rows are
 * ruled out by their coarse bytes only where these cannot be wrong about it, and the rest is
 * compared by all bytes. Exact to 15 bits: cosines are off by less than 0.0001.
 *
 * @param isThere Whether a row counts: those of deleted items lie there until others take their place.
 * @param floor Only rows whose cosine is larger are looked for.
 */
export function scanNearest(
  rows: QuantisedRows,
  query: Float32Array,
  limit: number,
  toScan: RowsToScan,
  isThere: (row: number) => boolean,
  floor = -Infinity,
): ScoredRow[] {
  /** Of each row at least so much is certain. */
  const certain = new Largest(limit, floor);
  const written = rows.coarse.writeQuery(query);
  rows.fine.copyQuery(rows.coarse);
  const candidates = scanCoarse(rows, written, toScan, isThere, certain);
  const found = compareFine(rows, written, candidates, certain.least);
  return found
    .filter(({ cosine }) => cosine > floor)
    .sort(byCosine)
    .slice(0, limit);
}

/** Nearest first. */
export function byCosine(a: ScoredRow, b: ScoredRow): number {
  return b.cosine - a.cosine || a.row - b.row;
}

function scanCoarse(
  { coarse }: QuantisedRows,
  written: WrittenQuery,
  toScan: RowsToScan,
  isThere: (row: number) => boolean,
  certain: Largest,
): Candidates {
  const { list, hits, scores } = coarse;
  const candidates: Candidates = { rows: [], scores: [], most: [] };
  const total = 'list' in toScan ? toScan.list.length : toScan.count;
  for (let start = 0; start < total; start += blockRows) {
    const count = Math.min(blockRows, total - start);
    const threshold = certain.least - written.error;
    let noted: number;
    if ('list' in toScan) {
      list.set(toScan.list.subarray(start, start + count));
      noted = coarse.listed(count, written, threshold);
    } else noted = coarse.stretch(toScan.first + start, count, written, threshold);
    for (let at = 0; at < noted; at += 1) {
      const row = hits[at] ?? 0;
      if (!isThere(row)) continue;
      const score = scores[at] ?? 0;
      const error = coarse.errorOf(row) + written.error;
      candidates.rows.push(row);
      candidates.scores.push(score);
      candidates.most.push(score + error);
      certain.offer(score - error);
    }
  }
  return candidates;
}

/** The cosines of the candidates that may be among the nearest. */
function compareFine(
  { fine }: QuantisedRows,
  written: WrittenQuery,
  { rows, scores, most }: Candidates,
  least: number,
): ScoredRow[] {
  const { list, scores: rests } = fine;
  const found: ScoredRow[] = [];
  const block: number[] = [];
  const compare = () => {
    for (let place = 0; place < block.length; place += 1)
      list[place] = rows[block[place] ?? 0] ?? 0;
    // Nothing is below it: all are noted, in the order of the list.
    fine.listed(block.length, written, -Infinity);
    for (let place = 0; place < block.length; place += 1) {
      const at = block[place] ?? 0;
      found.push({ row: rows[at] ?? 0, cosine: (scores[at] ?? 0) + (rests[place] ?? 0) });
    }
    block.length = 0;
  };
  for (let at = 0; at < rows.length; at += 1) {
    if ((most[at] ?? 0) < least) continue;
    block.push(at);
    if (block.length === blockRows) compare();
  }
  compare();
  return found;
}
