import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** How many tests did what. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

/** Nothing ran, as when vitest could not start. */
export const noTests: Counts = { passed: 0, failed: 0, skipped: 0 };

/**
 * Counts from the file of vitest's JSON reporter. A file that fails outside of its tests, as one
 * that cannot be loaded, counts as one failed test.
 */
export async function readCounts(path: string): Promise<Counts> {
  const report = reportSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  const counts = { ...noTests };
  for (const { status, assertionResults } of report.testResults) {
    const failed = assertionResults.filter((test) => test.status === 'failed').length;
    const passed = assertionResults.filter((test) => test.status === 'passed').length;
    counts.passed += passed;
    counts.failed += status === 'failed' ? Math.max(1, failed) : failed;
    counts.skipped += assertionResults.length - passed - failed;
  }
  return counts;
}

export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
