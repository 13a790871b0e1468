import type { CliProcess } from '../../test/fixtures/run-cli.ts';
import type { Company } from './company.ts';
import type { HostName } from './network.ts';
import { until } from './observer.ts';

export interface Worker {
  readonly host: HostName;
  readonly pid: number;
  readonly process: CliProcess;
}

/** Starts a worker on a host, and waits until it asks for shards. */
export async function startWorker(company: Company, host: HostName): Promise<Worker> {
  const process = company.start(host, ['worker', '--threads', '1']);
  let said = '';
  process.child.stderr?.on('data', (text: string) => {
    said += text;
  });
  await until(`the worker on ${host} works`, () => Promise.resolve(said.includes('Working.')), 120);
  return { host, pid: process.child.pid ?? 0, process };
}

/** The first of these workers that has begun a shard of that job. */
export async function firstToBegin(
  workers: readonly Worker[],
  holdsShard: (pid: number) => Promise<boolean>,
): Promise<Worker> {
  let first: Worker | undefined;
  await until(
    'a worker has begun a shard',
    async () => {
      for (const worker of workers) {
        if (await holdsShard(worker.pid)) first ??= worker;
      }
      return first !== undefined;
    },
    180,
  );
  if (first) return first;
  throw new Error('No worker has begun a shard.');
}
