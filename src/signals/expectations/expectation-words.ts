import type { Expectation } from '../../contracts/expectation.ts';

/** What names an expectation among those of its contract: `norm vector`, `null-rate`. */
export function nameOfExpectation(expectation: Expectation): string {
  return 'path' in expectation ? `${expectation.expect} ${expectation.path}` : expectation.expect;
}

/** An expectation in words. */
export function describeExpectation(expectation: Expectation): string {
  switch (expectation.expect) {
    case 'failed-rate':
      return `at most ${percent(expectation.most)} of the rows failed`;
    case 'null-rate': {
      const besides = expectation.besides.map((reason) => `“${reason}”`).join(' and ');
      const left = besides === '' ? '' : `, not counting ${besides}`;
      return `at most ${percent(expectation.most)} of the rows have no value${left}`;
    }
    case 'range':
      return `${expectation.path} is ${bounds(expectation)}`;
    case 'length':
      return `${expectation.path} has ${bounds(expectation)} elements`;
    case 'sum':
      return `the sum of ${expectation.path} in a row is ${bounds(expectation)}`;
    case 'norm':
      return `the length of ${expectation.path} is ${expectation.is} ± ${expectation.within}`;
    case 'distribution':
      return `at most ${percent(expectation.most)} of ${expectation.path} is distributed otherwise than before`;
    case 'rows':
      return `every item has ${bounds(expectation)} rows`;
  }
}

interface Bounds {
  readonly least?: number | undefined;
  readonly most?: number | undefined;
}

function bounds({ least, most }: Bounds): string {
  if (least !== undefined && most !== undefined) return `${least} to ${most}`;
  if (least !== undefined) return `at least ${least}`;
  return most === undefined ? 'any number' : `at most ${most}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
