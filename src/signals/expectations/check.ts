import {
  mostExamples,
  type CheckResult,
  type Expectation,
  type FailingExample,
} from '../../contracts/expectation.ts';
import type { SignalRecord } from '../../storage/lance/signal-table.ts';
import { samplingDistance, sizeOf, totalVariation, type Counts } from './distribution.ts';
import { describeExpectation, nameOfExpectation } from './expectation-words.ts';
import { rowProblem } from './row-problem.ts';
import { valuesAt } from './value-path.ts';
import { wilsonLowerBound } from './wilson.ts';

/** A row as checks see it. */
export type CheckedRow = Pick<SignalRecord, 'item' | 'part' | 'status' | 'reason' | 'value'>;

/** Takes rows one by one and then says whether they are as expected. */
export interface Check {
  add(row: CheckedRow): void;
  result(): CheckResult;
  /** Of a distribution, what was found: the measure of the next check. */
  counts?(): Counts;
}

export interface CheckContext {
  /** What a distribution is compared with; nothing is found fault with where there is none. */
  readonly before?: Counts;
  /** Items that must have rows. */
  readonly items?: readonly string[];
}

export function createCheck(expectation: Expectation, context: CheckContext = {}): Check {
  switch (expectation.expect) {
    case 'failed-rate':
      return rateCheck(expectation, expectation.most, ({ status }) => status === 'failed');
    case 'null-rate': {
      const { most, besides } = expectation;
      return rateCheck(
        expectation,
        most,
        ({ status }) => status !== 'ok',
        ({ reason }) => reason === null || !besides.includes(reason),
      );
    }
    case 'range':
    case 'length':
    case 'sum':
    case 'norm':
      return rowCheck(expectation);
    case 'distribution':
      return distributionCheck(expectation, context.before);
    case 'rows':
      return countCheck(expectation, context.items ?? []);
  }
}

function rateCheck(
  expectation: Expectation,
  most: number,
  isEvent: (row: CheckedRow) => boolean,
  counts: (row: CheckedRow) => boolean = () => true,
): Check {
  const found = createFailures();
  let rows = 0;
  return {
    add(row) {
      if (!counts(row)) return;
      rows += 1;
      if (isEvent(row)) found.add(row, `${row.status}: ${row.reason ?? ''}`);
    },
    result: () => ({
      ...headOf(expectation),
      ...found.all(),
      rows,
      measured: rows === 0 ? null : found.all().failing / rows,
      ok: wilsonLowerBound(found.all().failing, rows) <= most,
    }),
  };
}

function rowCheck(expectation: Parameters<typeof rowProblem>[0]): Check {
  const found = createFailures();
  let rows = 0;
  let worst: number | null = null;
  return {
    add(row) {
      if (row.status !== 'ok') return;
      rows += 1;
      const problem = rowProblem(expectation, row.value);
      if (problem === undefined) return;
      worst ??= problem;
      found.add(row, String(Number(problem.toPrecision(6))));
    },
    result: () => ({
      ...headOf(expectation),
      ...found.all(),
      rows,
      measured: worst,
      ok: found.all().failing === 0,
    }),
  };
}

function distributionCheck(
  expectation: Extract<Expectation, { expect: 'distribution' }>,
  before: Counts | undefined,
): Check {
  const counts: Record<string, number> = {};
  let rows = 0;
  return {
    add({ status, value }) {
      if (status !== 'ok') return;
      rows += 1;
      for (const word of valuesAt(value, expectation.path)) {
        counts[String(word)] = (counts[String(word)] ?? 0) + 1;
      }
    },
    counts: () => counts,
    result() {
      const head = { ...headOf(expectation), rows, examples: [] };
      if (before === undefined || sizeOf(before) === 0 || sizeOf(counts) === 0) {
        return { ...head, failing: 0, measured: null, ok: true };
      }
      const measured = totalVariation(counts, before);
      const words = new Set([...Object.keys(counts), ...Object.keys(before)]).size;
      // Words of one row come together, so that rows and not words are what was drawn.
      const ok = measured <= expectation.most + samplingDistance(words, rows);
      return { ...head, failing: ok ? 0 : Math.round(measured * rows), measured, ok };
    },
  };
}

function countCheck(
  expectation: Extract<Expectation, { expect: 'rows' }>,
  expected: readonly string[],
): Check {
  const { least, most = Infinity } = expectation;
  const rowsOf = new Map(expected.map((item) => [item, 0]));
  return {
    add({ item }) {
      rowsOf.set(item, (rowsOf.get(item) ?? 0) + 1);
    },
    result() {
      const found = createFailures();
      let rows = 0;
      let worst: number | null = null;
      for (const [item, count] of rowsOf) {
        rows += count;
        if (count >= least && count <= most) continue;
        worst ??= count;
        found.add({ item, part: '' }, `${count} rows`);
      }
      return {
        ...headOf(expectation),
        ...found.all(),
        rows,
        measured: worst,
        ok: found.all().failing === 0,
      };
    },
  };
}

function headOf(expectation: Expectation) {
  return {
    expectation: nameOfExpectation(expectation),
    expected: describeExpectation(expectation),
  };
}

function createFailures() {
  const examples: FailingExample[] = [];
  let failing = 0;
  return {
    add({ item, part }: Pick<CheckedRow, 'item' | 'part'>, got: string) {
      failing += 1;
      if (examples.length < mostExamples) examples.push({ item, part, got: got.slice(0, 300) });
    },
    all: () => ({ failing, examples }),
  };
}
