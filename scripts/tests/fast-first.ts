import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Runs whole-program tests (`test/e2e`) after all others, so that small faults show early. */
export class FastFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => Number(isSlow(a)) - Number(isSlow(b)));
  }
}

function isSlow({ moduleId }: TestSpecification): boolean {
  return moduleId.includes('/test/e2e/');
}
