import type { Candidate } from './candidates.ts';
import type { FeatureTable } from './features.ts';

/** The vectors of a candidate for every picture of a table, at length 1. */
export function assemble(
  { parts, learnt }: Candidate,
  table: FeatureTable,
  learntFrom: FeatureTable,
): Float32Array[] {
  const columns = parts.map((features) =>
    sumRows(features.map((feature) => prepare(feature, learnt, table, learntFrom))),
  );
  return table.categories.map((_, index) =>
    unit(Float32Array.from(columns.flatMap((rows) => Array.from(rows[index] ?? [])))),
  );
}

/** CPU ms a picture of the runs that a candidate needs. */
export function costOf({ parts }: Candidate, { costs }: FeatureTable): number {
  const runs = new Set(parts.flat().map((feature) => feature.split(':')[0] ?? ''));
  return [...runs].reduce((sum, run) => sum + (costs.get(run) ?? 0), 0);
}

function prepare(
  feature: string,
  learnt: Candidate['learnt'],
  table: FeatureTable,
  learntFrom: FeatureTable,
): Float32Array[] {
  const rows = rowsOf(table, feature);
  if (learnt === undefined) return rows.map(unit);
  const others = rowsOf(learntFrom, feature);
  const mean = meanOf(others);
  const deviation = meanOf(
    others.map((row) => row.map((value, at) => (value - (mean[at] ?? 0)) ** 2)),
  ).map((variance) => Math.sqrt(variance) + 1e-6);
  return rows.map((row) =>
    unit(
      row.map(
        (value, at) => (value - (mean[at] ?? 0)) / (learnt === 'mean' ? 1 : (deviation[at] ?? 1)),
      ),
    ),
  );
}

function rowsOf(table: FeatureTable, feature: string): readonly Float32Array[] {
  const rows = table.rows.get(feature);
  if (rows === undefined) throw new Error(`no features ${feature}`);
  return rows;
}

/** Row by row the sum of several features, at length 1. */
function sumRows(features: readonly Float32Array[][]): Float32Array[] {
  const [first = [], ...others] = features;
  return first.map((row, index) =>
    unit(
      row.map((value, at) => others.reduce((sum, rows) => sum + (rows[index]?.[at] ?? 0), value)),
    ),
  );
}

function meanOf(rows: readonly Float32Array[]): Float32Array {
  const mean = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) {
    for (let at = 0; at < mean.length; at += 1) {
      mean[at] = (mean[at] ?? 0) + (row[at] ?? 0) / rows.length;
    }
  }
  return Float32Array.from(mean);
}

function unit(row: Float32Array): Float32Array {
  const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)) || 1;
  return row.map((value) => value / length);
}
