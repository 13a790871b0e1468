import { setTimeout as sleep } from 'node:timers/promises';
import type { RunDetail } from '../../src/contracts/api.ts';
import { runCli, startCli, type CliProcess, type CliResult } from '../../test/fixtures/run-cli.ts';

export interface Round {
  readonly killed: { readonly reader: number; readonly worker: number };
  readonly seconds: number;
  /** Items that were begun and never finished so often that the kills were taken for their fault. */
  readonly blamed: number;
}

/** From its start a process lives at most so long before it is killed. */
const longestLifeMs = 12_000;

/**
 * One read of a folder into an empty home, with a worker beside it. Each is started again whenever
 * it was killed; the round ends with the first reader that comes to its end, and then the worker.
 *
 * @param kills At most so many.
 * @throws Error where a process ends by itself with a fault.
 */
export async function runRound(
  home: string,
  folder: string,
  kills: number,
  random: () => number,
): Promise<Round> {
  const begun = performance.now();
  const killed = { reader: 0, worker: 0 };
  const start = {
    reader: () => startCli(['read', folder, '--json'], { home }),
    worker: () => startCli(['worker'], { home }),
  };
  const live = { reader: start.reader(), worker: start.worker() };
  for (let left = kills; left > 0; left -= 1) {
    const role = random() < 0.6 ? 'reader' : 'worker';
    const isOver = await Promise.race([
      live.reader.ended.then(() => true),
      sleep(random() * longestLifeMs, false),
    ]);
    if (isOver) break;
    await kill(live[role]);
    killed[role] += 1;
    live[role] = start[role]();
  }
  const blamed = await blamedBy(await live.reader.ended);
  if (blamed > 0) await runCli(['retry', '--failed'], { home });
  live.worker.child.kill('SIGTERM');
  expectCode(await live.worker.ended, 0);
  return { killed, seconds: (performance.now() - begun) / 1000, blamed };
}

async function kill({ child, ended }: CliProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

async function blamedBy(result: CliResult): Promise<number> {
  expectCode(result, 0, 1);
  const { runs } = JSON.parse(result.stdout) as { runs: RunDetail[] };
  const failures = runs.flatMap((run) => run.failures);
  const others = failures.filter(({ code }) => code !== 'killed-its-process');
  if (others.length > 0) throw new Error(`The read failed: ${JSON.stringify(others)}`);
  return failures.reduce((sum, { count }) => sum + count, 0);
}

function expectCode({ code, stderr }: CliResult, ...expected: readonly number[]): void {
  if (code !== null && expected.includes(code)) return;
  throw new Error(`A command ended with ${code}:\n${stderr}`);
}
