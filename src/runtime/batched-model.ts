import type { Model, Tensors } from './model.ts';
import { joinFeeds, sameNumbers, shapeOf, splitOutputs } from './batch-tensors.ts';

export interface BatchSettings {
  /** Runs that are joined at most; 1 joins none. */
  readonly most: number;
  /** How long the first of a batch waits for others. */
  readonly delayMs: number;
}

interface Waiting {
  readonly feeds: Tensors;
  readonly resolve: (outputs: Tensors) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A model whose runs at the same time are joined into one along the first dimension: those of equal
 * shapes, as many as `most`, after `delayMs` at the latest. Only of a model that says it takes
 * batches (`batches`), and only where that changes nothing: the first batch of every size is also
 * run one by one, and a model whose numbers differ in a single bit is never batched again.
 *
 * @param onBatch Told how many runs each batch joined.
 */
export function batchedModel(
  model: Model,
  { most, delayMs }: BatchSettings,
  onBatch: (size: number) => void,
): Model {
  if (most <= 1 || !model.batches) {
    return {
      ...model,
      run(feeds) {
        onBatch(1);
        return model.run(feeds);
      },
    };
  }
  const waiting = new Map<string, Waiting[]>();
  const compared = new Set<string>();
  let isExact = true;

  const runEach = async (runs: readonly Waiting[]): Promise<Tensors[]> => {
    const outputs: Tensors[] = [];
    for (const { feeds } of runs) outputs.push(await model.run(feeds));
    return outputs;
  };

  const runTogether = async (shape: string, runs: readonly Waiting[]): Promise<Tensors[]> => {
    if (runs.length === 1 || !isExact) return await runEach(runs);
    const together = splitOutputs(
      await model.run(joinFeeds(runs.map(({ feeds }) => feeds))),
      runs.length,
    );
    const size = `${runs.length} ${shape}`;
    if (compared.has(size)) return together;
    const alone = await runEach(runs);
    compared.add(size);
    isExact = together.every((outputs, index) => sameNumbers(outputs, alone[index] ?? {}));
    return alone;
  };

  /** What one of them breaks breaks for it alone. */
  const flush = async (shape: string): Promise<void> => {
    const runs = waiting.get(shape) ?? [];
    waiting.delete(shape);
    try {
      const outputs = await runTogether(shape, runs);
      runs.forEach(({ resolve }, index) => resolve(outputs[index] ?? {}));
    } catch (error) {
      if (runs.length === 1) runs[0]?.reject(error);
      else await Promise.all(runs.map((run) => model.run(run.feeds).then(run.resolve, run.reject)));
    }
    if (runs.length > 0) onBatch(isExact ? runs.length : 1);
  };

  return {
    ...model,
    run(feeds) {
      const shape = shapeOf(feeds);
      return new Promise((resolve, reject) => {
        const runs = waiting.get(shape) ?? [];
        runs.push({ feeds, resolve, reject });
        waiting.set(shape, runs);
        if (runs.length >= most) void flush(shape);
        else if (runs.length === 1) setTimeout(() => void flush(shape), delayMs);
      });
    },
  };
}
