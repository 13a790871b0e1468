import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { entryOf } from '../../base/own-code.ts';
import type { MatchAnswer, MatchTask } from './match-worker.ts';
import type { CompareAnswer, CompareTask } from './compare-worker.ts';

/** The two parts of finding edges that take long. */
export interface EdgeWork {
  match(task: MatchTask): Promise<MatchAnswer>;
  compare(task: CompareTask): Promise<CompareAnswer>;
  close(): Promise<void>;
}

/** In threads, which begin with their first task and end when they have nothing to do. */
export function workInThreads(): EdgeWork {
  const poolOf = <Task, Answer>(name: string, maxThreads: number) => {
    const { path, execArgv } = entryOf(import.meta.url, name);
    return new Piscina<Task, Answer>({ filename: path, execArgv, minThreads: 0, maxThreads });
  };
  const matchers = poolOf<MatchTask, MatchAnswer>('./match-worker', 1);
  const comparers = poolOf<CompareTask, CompareAnswer>('./compare-worker', availableParallelism());
  return {
    match: (task) => matchers.run(task),
    compare: (task) => comparers.run(task),
    async close() {
      await Promise.all([matchers.destroy(), comparers.destroy()]);
    },
  };
}
