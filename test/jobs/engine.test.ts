import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../../src/base/log.ts';
import { startJobEngine, type JobEngine } from '../../src/jobs/engine.ts';
import type { Job } from '../../src/jobs/job.ts';
import { announcePresence, type Presence } from '../../src/storage/postgres/presence.ts';
import { createDatabase } from '../fixtures/installation.ts';
import { startProgram } from '../fixtures/program.ts';

/** What the jobs of this process did, in order. */
const ran: string[] = [];

let release = () => {};
const held = new Promise<void>((resolve) => {
  release = resolve;
});

const note: Job<string> = {
  name: 'note',
  queue: 'tests',
  async run(input) {
    ran.push(input);
    if (input === 'held') await held;
    if (input === 'broken') throw new Error('as asked');
  },
  giveUp(input, error) {
    ran.push(`gave up ${input}: ${error instanceof Error ? error.message : ''}`);
    return Promise.resolve();
  },
  next: (input) =>
    Promise.resolve(
      input === 'first' ? { job: 'note', input: 'second', id: 'after-first' } : undefined,
    ),
};

let engine: JobEngine;
let presence: Presence;

beforeAll(async () => {
  const databaseUrl = await createDatabase();
  const lost = ['a', 'b'].map((name) => startProgram('lose-job', [databaseUrl, name]));
  const begun = await Promise.all(lost.map((program) => program.line()));
  expect(begun.toSorted()).toEqual(['one', 'two']);
  await Promise.all(lost.map((program) => program.kill()));
  presence = await announcePresence(databaseUrl, 'own');
  engine = await startJobEngine({
    databaseUrl,
    presence,
    jobs: [note],
    queues: [{ name: 'tests', perProcess: 1 }],
    log: createLogger({ UNDERSTORY_LOG: 'silent' }),
  });
});
afterAll(async () => {
  await engine.stop();
  await presence.leave();
});

const soon = { timeout: 40_000, interval: 100 };

describe('startJobEngine()', () => {
  test('begins again what killed processes had begun, and runs what they had only queued', async () => {
    await expect.poll(() => ran.toSorted(), soon).toEqual(['one', 'three', 'two']);
  });

  test('runs the next job when one has ended', async () => {
    await engine.enqueue(note, 'first', { id: 'first' });
    await expect.poll(() => ran.slice(-2), soon).toEqual(['first', 'second']);
  });

  test('gives up once, with the last error, when a job fails every time', async () => {
    await engine.enqueue(note, 'broken', { id: 'broken' });
    await expect.poll(() => ran.at(-1), soon).toBe('gave up broken: as asked');
    expect(ran.filter((input) => input === 'broken')).toHaveLength(4);
  });
});

describe('enqueue()', () => {
  test('runs a job once when its id is queued several times, even after it has ended', async () => {
    const again = () => engine.enqueue(note, 'once', { id: 'the-same' });
    await Promise.all([again(), again(), again()]);
    await expect.poll(() => ran.at(-1), soon).toBe('once');
    await again();
    await engine.enqueue(note, 'after', { id: 'after' });
    await expect.poll(() => ran.at(-1), soon).toBe('after');
    expect(ran.filter((input) => input === 'once')).toHaveLength(1);
  });

  test('lets the lower priority go first among those that wait', async () => {
    await engine.enqueue(note, 'held', { id: 'held' });
    await expect.poll(() => ran.at(-1), soon).toBe('held');
    await engine.enqueue(note, 'late', { id: 'late', priority: 9 });
    await engine.enqueue(note, 'early', { id: 'early', priority: 1 });
    await engine.enqueue(note, 'default', { id: 'default' });
    release();
    await expect.poll(() => ran.slice(-3), soon).toEqual(['default', 'early', 'late']);
  });
});

describe('forgetFinished()', () => {
  test('forgets jobs that ended before, and none that ended since or goes on', async () => {
    await engine.enqueue(note, 'forgettable', { id: 'forgettable' });
    await expect.poll(() => ran.at(-1), soon).toBe('forgettable');
    expect(await engine.forgetFinished(new Date(Date.now() - 3_600_000))).toBe(0);
    const ended = async () => {
      await engine.enqueue(note, 'forgettable', { id: 'forgettable' });
      return await engine.forgetFinished(new Date(Date.now() + 1000));
    };
    await expect.poll(ended, soon).toBeGreaterThan(5);
    await engine.enqueue(note, 'forgettable', { id: 'forgettable' });
    await expect.poll(() => ran.filter((each) => each === 'forgettable').length, soon).toBe(2);
  });
});
