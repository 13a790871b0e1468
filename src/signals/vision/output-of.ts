import { UnderstoryError } from '../../base/errors.ts';
import type { Tensors } from '../../runtime/model.ts';

/**
 * The numbers of a model's output.
 *
 * @throws UnderstoryError `model-output` (fault `model`) where there is no such output of floats,
 *   it has another length, or not all of its numbers are finite.
 */
export function outputOf(outputs: Tensors, name: string, length: number): Float32Array {
  const data = outputs[name]?.data;
  if (data instanceof Float32Array && data.length === length && data.every(Number.isFinite)) {
    return data;
  }
  throw new UnderstoryError(
    'model',
    'model-output',
    `Expected ${length} finite numbers in the output ${name}, got ${data?.length ?? 'none'}: the ` +
      'model folder holds another model than its name says.',
  );
}
