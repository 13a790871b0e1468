import { threadId } from 'node:worker_threads';
import { workerData } from 'piscina';
import { z } from 'zod';
import { signalsWith } from '../../signals/table.ts';
import { createToolbox } from '../tools.ts';
import { runSignals } from '../run-signals.ts';
import { yieldToOthers } from './priority.ts';
import type { InferenceAnswer, InferenceTask } from './tasks.ts';

const { modelsFolder, batch, background, closing } = z
  .object({
    modelsFolder: z.string(),
    batch: z.object({ most: z.number(), delayMs: z.number() }),
    background: z.boolean(),
    /** Its number is 1 once the pool is being closed. */
    closing: z.instanceof(Int32Array),
  })
  .parse(workerData);

if (background) yieldToOthers();

/** Sizes of the batches that models ran since the last answer. */
let batches: number[] = [];

const toolsForUnit = createToolbox(modelsFolder, batch, (size) => batches.push(size));

/** Runs the signals that need models, and those that would hold up the event loop. */
export default async function infer({
  unit,
  signals,
  recipes,
  models = [],
}: InferenceTask): Promise<InferenceAnswer> {
  if (Atomics.load(closing, 0) === 1) throw new Error('The program is ending.');
  const tools = toolsForUnit();
  // One that cannot be loaded says so to the signals that run it.
  await Promise.allSettled(models.map((name) => tools.model(name)));
  const said = await runSignals(unit, signals, tools, signalsWith(recipes));
  const told = batches;
  batches = [];
  return { said, batches: told, thread: threadId };
}
