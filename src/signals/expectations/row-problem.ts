import type { Expectation } from '../../contracts/expectation.ts';
import { numbersAt, valuesAt } from './value-path.ts';

export type RowExpectation = Extract<Expectation, { expect: 'range' | 'length' | 'sum' | 'norm' }>;

/** The first number of a value that is not as expected, or undefined where all are. */
export function rowProblem(expectation: RowExpectation, value: unknown): number | undefined {
  return measuresOf(expectation, value).find((measure) => !isWithin(expectation, measure));
}

function measuresOf(expectation: RowExpectation, value: unknown): number[] {
  const { path } = expectation;
  switch (expectation.expect) {
    case 'range':
      return numbersAt(value, path);
    case 'length':
      return valuesAt(value, path).map((list) => (Array.isArray(list) ? list.length : Number.NaN));
    case 'sum': {
      const numbers = numbersAt(value, path);
      return numbers.length === 0 ? [] : [numbers.reduce((sum, number) => sum + number, 0)];
    }
    case 'norm':
      return valuesAt(value, path).map((vector) =>
        Array.isArray(vector) ? normOf(vector) : Number.NaN,
      );
  }
}

function normOf(vector: readonly unknown[]): number {
  let sum = 0;
  for (const number of vector) sum += Number(number) ** 2;
  return Math.sqrt(sum);
}

/** Not a number is within nothing. */
function isWithin(expectation: RowExpectation, measure: number): boolean {
  if (expectation.expect === 'norm') {
    return Math.abs(measure - expectation.is) <= expectation.within;
  }
  const { least = -Infinity, most = Infinity } = expectation;
  return measure >= least && measure <= most;
}
