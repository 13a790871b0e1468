import { defineConfig } from 'vitest/config';
import { FastFirst } from './scripts/tests/fast-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/fixtures/postgres-server.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { sequencer: FastFirst },
  },
});
