import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createScheduler, type Work } from '../../../src/extraction/online/scheduler.ts';

const now = () => performance.now();

/** Work that ends when it is told to, and notes that it began. */
function controlled(key: string, begun: string[], costMs = 100) {
  let finish: (result: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => {
    finish = resolve;
  });
  const work: Work<string> = {
    key,
    costMs,
    async compute() {
      begun.push(key);
      return await ended;
    },
  };
  return { work, finish: () => finish(`result of ${key}`) };
}

test('run() computes the same work once for all who ask for it at the same time', async () => {
  const scheduler = createScheduler<string>({ threads: 1, mostWaitMs: 1000 }, now);
  const begun: string[] = [];
  const { work, finish } = controlled('a', begun);
  const all = [1, 2, 3].map(() => scheduler.run(work, { deadline: now() + 5000 }));
  finish();
  const answers = await Promise.all(all);
  expect(answers.map((answer) => answer.kind === 'done' && answer.joined)).toEqual([
    false,
    true,
    true,
  ]);
  expect(begun).toEqual(['a']);
});

test('run() begins with what is due first', async () => {
  const scheduler = createScheduler<string>({ threads: 1, mostWaitMs: 10_000 }, now);
  const begun: string[] = [];
  const works = ['a', 'b', 'c', 'late', 'soon'].map((key) => controlled(key, begun, 1));
  const within = [9000, 9000, 9000, 8000, 4000];
  const all = works.map(({ work }, index) =>
    scheduler.run(work, { deadline: now() + (within[index] ?? 0) }),
  );
  for (const { finish } of works) finish();
  await Promise.all(all);
  expect(begun).toEqual(['a', 'b', 'c', 'soon', 'late']);
});

test('run() does not compute what is past its deadline, and tells at the deadline', async () => {
  const scheduler = createScheduler<string>({ threads: 1, mostWaitMs: 10_000 }, now);
  const begun: string[] = [];
  const others = ['a', 'b', 'c'].map((key) => controlled(key, begun, 10));
  const late = controlled('late', begun, 10);
  const asked = others.map(({ work }) => scheduler.run(work, { deadline: now() + 9000 }));
  const start = now();
  const refused = await scheduler.run(late.work, { deadline: start + 100 });
  expect(refused).toMatchObject({ kind: 'refused', reason: 'deadline-passed' });
  expect(now() - start).toBeGreaterThanOrEqual(100);
  for (const { finish } of others) finish();
  await Promise.all(asked);
  await sleep(5);
  expect(begun).toEqual(['a', 'b', 'c']);
  expect(scheduler).toMatchObject({ waiting: 0, running: 0 });
});

test('run() refuses at once what would wait too long by what work takes', async () => {
  const scheduler = createScheduler<string>({ threads: 1, mostWaitMs: 250 }, now);
  const begun: string[] = [];
  const works = ['a', 'b', 'c'].map((key) => controlled(key, begun, 100));
  const asked = works.map(({ work }) => scheduler.run(work, { deadline: now() + 60_000 }));
  const start = now();
  const fourth = controlled('d', begun, 100);
  const refused = await scheduler.run(fourth.work, { deadline: now() + 60_000 });
  expect(refused).toMatchObject({ kind: 'refused', reason: 'overloaded' });
  expect(now() - start).toBeLessThan(5000);
  // What another waits for already costs nothing more.
  const joined = scheduler.run(works[2]?.work ?? fourth.work, { deadline: now() + 60_000 });
  for (const { finish } of works) finish();
  expect(await joined).toMatchObject({ kind: 'done', joined: true });
  await Promise.all(asked);
});

test('run() takes out work whose askers are gone, and keeps what another still waits for', async () => {
  const scheduler = createScheduler<string>({ threads: 1, mostWaitMs: 60_000 }, now);
  const begun: string[] = [];
  const busy = ['a', 'b', 'c'].map((key) => controlled(key, begun, 1));
  const asked = busy.map(({ work }) => scheduler.run(work, { deadline: now() + 9000 }));
  const [lonely, shared] = [controlled('lonely', begun, 1), controlled('shared', begun, 1)];
  const gone = new AbortController();
  const leaving = [lonely, shared].map(({ work }) =>
    scheduler.run(work, { deadline: now() + 9000, signal: gone.signal }),
  );
  const staying = scheduler.run(shared.work, { deadline: now() + 9000 });
  expect(scheduler.waiting).toBe(2);
  gone.abort();
  expect((await Promise.all(leaving)).map(({ kind }) => kind)).toEqual(['refused', 'refused']);
  expect(scheduler.waiting).toBe(1);
  for (const each of [...busy, shared]) each.finish();
  expect(await staying).toMatchObject({ kind: 'done', result: 'result of shared' });
  await Promise.all(asked);
  expect(begun).toEqual(['a', 'b', 'c', 'shared']);
});
