import { inputError } from '../../../base/errors.ts';
import type { InferenceRequest } from '../../../contracts/oip.ts';

/** An output that is to be in the answer. */
export interface ChosenOutput {
  readonly name: string;
  readonly isBinary: boolean;
}

/**
 * The outputs that a request asks for, in its order; all of the model's where it names none.
 *
 * @throws input `unknown-output`, `repeated-output`
 */
export function chooseOutputs(
  { outputs = [], parameters }: Pick<InferenceRequest, 'outputs' | 'parameters'>,
  declared: readonly string[],
): readonly ChosenOutput[] {
  const usual = parameters?.binary_data_output ?? false;
  if (outputs.length === 0) return declared.map((name) => ({ name, isBinary: usual }));
  const chosen = new Map<string, ChosenOutput>();
  for (const { name, parameters: own } of outputs) {
    if (!declared.includes(name)) {
      throw inputError(
        'unknown-output',
        `The model gives no output ${JSON.stringify(name)}; it gives ${declared.join(', ')}.`,
      );
    }
    if (chosen.has(name)) {
      throw inputError('repeated-output', `The output ${name} is asked for twice.`);
    }
    chosen.set(name, { name, isBinary: own?.binary_data ?? usual });
  }
  return [...chosen.values()];
}
