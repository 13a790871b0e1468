import { defineConfig } from 'vitest/config';
import { FastFirst, wholeProgram } from './scripts/tests/fast-first.ts';

/** For a machine that has much else to do. */
const patience = {
  testTimeout: 60_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 15_000 } },
};

export default defineConfig({
  test: {
    globalSetup: ['test/fixtures/postgres-server.ts'],
    maxWorkers: 2,
    sequence: { sequencer: FastFirst },
    projects: [
      {
        // One process after the other would load the same modules anew for each of 200 files.
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [...wholeProgram],
          isolate: false,
          ...patience,
        },
      },
      {
        // Servers with threads and models of their own: their memory goes with their process.
        test: { name: 'program', include: [...wholeProgram], ...patience },
      },
    ],
  },
});
