import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole-program tests, the longest first: none is left to run alone at the end. */
const slow = ['console', 'kill', 'surfaces', 'read'].map((name) => `/test/e2e/${name}.test.ts`);

/** Runs whole-program tests (`test/e2e`) after all others, so that small faults show early. */
export class FastFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

/** 0 of what is not slow; those that the list does not name are the last. */
function placeOf({ moduleId }: TestSpecification): number {
  if (!moduleId.includes('/test/e2e/')) return 0;
  const place = slow.findIndex((end) => moduleId.endsWith(end));
  return 1 + (place < 0 ? slow.length : place);
}
