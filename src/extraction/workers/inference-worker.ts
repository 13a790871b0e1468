import { workerData } from 'piscina';
import { z } from 'zod';
import { signalsWith } from '../../signals/table.ts';
import { createToolbox } from '../tools.ts';
import { runSignals, type Said } from '../run-signals.ts';
import type { InferenceTask } from './tasks.ts';

const { modelsFolder } = z.object({ modelsFolder: z.string() }).parse(workerData);

const toolsForUnit = createToolbox(modelsFolder);

/** Runs the signals that need models, and those that would hold up the event loop. */
export default async function infer({ unit, signals, recipes }: InferenceTask): Promise<Said[]> {
  return await runSignals(unit, signals, toolsForUnit(), signalsWith(recipes));
}
