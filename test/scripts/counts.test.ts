import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { countsLine, readCounts } from '../../scripts/tests/counts.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counts-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('readCounts() counts a file that cannot be loaded as one failed test', async () => {
  const tests = (...statuses: string[]) => statuses.map((status) => ({ status }));
  const path = join(folder, 'report.json');
  const testResults = [
    { status: 'passed', assertionResults: tests('passed', 'passed', 'skipped', 'todo') },
    { status: 'failed', assertionResults: tests('failed', 'failed', 'passed') },
    { status: 'failed', assertionResults: [] },
  ];
  await writeFile(path, JSON.stringify({ testResults }));
  const counts = await readCounts(path);
  expect(countsLine(counts)).toBe('3 passed, 3 failed, 2 skipped');
});
