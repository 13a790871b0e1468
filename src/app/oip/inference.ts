import { UnderstoryError } from '../../base/errors.ts';
import type { Logger } from '../../base/log.ts';
import type { Live } from '../../contracts/live.ts';
import type { Asker } from '../../extraction/online/patience.ts';
import type { Refusal } from '../../extraction/online/refusal.ts';
import { createScheduler } from '../../extraction/online/scheduler.ts';
import type { OnlineSettings } from '../../extraction/online/settings.ts';
import type { ModelManifest } from '../../models/manifest.ts';
import { findServedModel } from './find-model.ts';
import { createRunTimes } from './run-times.ts';
import { failureOf } from './threads/failure.ts';
import { openModelThreads } from './threads/model-threads.ts';
import type { ModelFailure, ModelReply, ModelTask } from './threads/task.ts';
import type { WrittenAnswer } from './wire/write-answer.ts';

/** Which model; without a version the one that there is. */
export interface ModelName {
  readonly name: string;
  readonly version?: string | undefined;
}

/** Runs the models of a home on tensors that others send. */
export interface Inference {
  /** What a model is; an embedded one is made first where it has not been. */
  find(model: ModelName, asker: Asker): Promise<ModelManifest | Refusal>;
  /** Loads a model; it is then ready. */
  load(model: ModelName, asker: Asker): Promise<'loaded' | Refusal>;
  /** @throws input errors that say what is wrong with the request, and as `find`. */
  infer(
    model: ModelName,
    request: NonNullable<ModelTask['request']>,
    asker: Asker,
  ): Promise<WrittenAnswer | Refusal>;
  /** What became of the runs that were asked for since it was opened, and how many are under way. */
  tally(): Live['inference'];
  close(): Promise<void>;
}

export interface InferenceParts {
  readonly modelsFolder: string;
  readonly log: Logger;
}

/**
 * Opens it without a thread; the first request starts them. What waits is bounded as computing
 * signals on request is, with a queue and threads of its own.
 */
export function openInference(
  { modelsFolder, log }: InferenceParts,
  settings: Pick<OnlineSettings, 'threads' | 'mostWaitMs'>,
): Inference {
  const threads = openModelThreads(modelsFolder, settings.threads);
  const scheduler = createScheduler<ModelReply>(settings, () => performance.now());
  const times = createRunTimes();
  let requests = 0;
  const ended = { answered: 0, failed: 0, refused: 0 };

  const errorOf = ({ fault, code, message, detail }: ModelFailure): UnderstoryError => {
    if (fault !== 'input' && fault !== 'not-found') log.warn({ code, detail }, message);
    return new UnderstoryError(fault, code, message);
  };
  /** Work of the same key at the same time is done once. */
  const run = async (key: string, task: ModelTask, asker: Asker) => {
    const work = { key, costMs: times.of(task), compute: () => threads.run(task) };
    const done = await scheduler.run(work, asker);
    if (done.kind === 'refused') return inWordsOfInference(done);
    const { result } = done;
    if (!result.ok) throw errorOf(result);
    times.note(task, result.tookMs);
    return result;
  };
  const load = (task: ModelTask, asker: Asker) =>
    run(`load ${task.name} ${task.digest ?? ''}`, task, asker);

  const find: Inference['find'] = async ({ name, version }, asker) => {
    const read = () =>
      findServedModel(name, version, modelsFolder).catch((error: unknown) => {
        throw errorOf(failureOf(name, error));
      });
    const found = await read();
    if (found) return found;
    const made = await load({ name, digest: undefined }, asker);
    if ('kind' in made) return made;
    const manifest = await read();
    if (manifest) return manifest;
    throw errorOf(failureOf(name, new Error('It was made and is not there.')));
  };

  return {
    find,
    async load(model, asker) {
      const found = await find(model, asker);
      if ('kind' in found) return found;
      const loaded = await load({ name: model.name, digest: found.onnx.digest }, asker);
      return 'kind' in loaded ? loaded : 'loaded';
    },
    async infer(model, request, asker) {
      const found = await find(model, asker);
      if ('kind' in found) return found;
      requests += 1;
      const task = { name: model.name, digest: found.onnx.digest, request };
      const reply = await run(`infer ${requests}`, task, asker).catch((error: unknown) => {
        ended.failed += 1;
        throw error;
      });
      ended['kind' in reply ? 'refused' : 'answered'] += 1;
      if ('kind' in reply) return reply;
      if (reply.answer) return reply.answer;
      throw new TypeError(`The model ${model.name} was asked and gave no answer.`);
    },
    tally: () => ({ waiting: scheduler.waiting, running: scheduler.running, ...ended }),
    close: () => threads.close(),
  };
}

function inWordsOfInference(refusal: Refusal): Refusal {
  switch (refusal.reason) {
    case 'overloaded':
      return {
        ...refusal,
        message: 'More is asked of the models here than can be run. Ask again later.',
      };
    case 'deadline-passed':
      return {
        ...refusal,
        message: 'The model did not answer in time. Ask again later, or send less at once.',
      };
    case 'too-many-in-hand':
    case 'gone':
      return refusal;
  }
}
