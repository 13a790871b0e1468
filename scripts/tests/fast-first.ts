import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that run the program, or its server, as a whole. */
export const wholeProgram = ['test/app/**/*.test.ts', 'test/e2e/**/*.test.ts'] as const;

/**
 * From the first to the last, those of no folder here before them. The longest come first at the
 * end: none is left to run alone.
 */
const slow = [
  '/test/app/',
  ...['console', 'kill', 'surfaces', 'read'].map((name) => `/test/e2e/${name}.test.ts`),
  '/test/e2e/',
];

/** Runs tests of the whole program after all others, so that small faults show early. */
export class FastFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  return 1 + slow.findIndex((part) => moduleId.includes(part));
}
