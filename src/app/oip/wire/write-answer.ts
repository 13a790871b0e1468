import { inputError, UnderstoryError } from '../../../base/errors.ts';
import { mostOutputBytes } from '../../../contracts/oip.ts';
import type { Tensor, Tensors } from '../../../runtime/model.ts';
import { writeBinaryData } from './binary-data.ts';
import type { ChosenOutput } from './choose-outputs.ts';
import { datatypeOf } from './datatype.ts';
import { writeJsonData } from './json-data.ts';

/** The body of an answer. */
export interface WrittenAnswer {
  readonly body: Uint8Array<ArrayBuffer>;
  /** How much of it is JSON, where binary data follow. */
  readonly jsonBytes: number | undefined;
}

/** What an answer says besides its outputs. */
export interface AnswerHead {
  readonly model_name: string;
  readonly model_version: string;
  readonly id?: string;
}

/**
 * @throws input `too-large`, `too-large-for-json`; model `missing-output` where the model did not
 *   give what its manifest says.
 */
export function writeAnswer(
  head: AnswerHead,
  chosen: readonly ChosenOutput[],
  outputs: Tensors,
): WrittenAnswer {
  const tensors = chosen.map(({ name, isBinary }) => ({
    name,
    isBinary,
    tensor: requireOutput(name, outputs),
  }));
  const bytes = tensors.reduce((sum, { tensor }) => sum + tensor.data.byteLength, 0);
  if (bytes > mostOutputBytes) {
    throw inputError(
      'too-large',
      `The outputs have ${bytes} bytes, more than an answer may (${mostOutputBytes}). Ask for fewer outputs, or give smaller inputs.`,
    );
  }
  const texts = tensors.map(({ name, isBinary, tensor }) => {
    const { type, dims, data } = tensor;
    const about = JSON.stringify({ name, datatype: datatypeOf(type), shape: dims });
    const content = isBinary
      ? `"parameters":{"binary_data_size":${data.byteLength}}`
      : `"data":${writeJsonData(name, tensor)}`;
    return `${about.slice(0, -1)},${content}}`;
  });
  const json = Buffer.from(`${JSON.stringify(head).slice(0, -1)},"outputs":[${texts.join(',')}]}`);
  const binary = tensors.flatMap(({ isBinary, tensor }) =>
    isBinary ? [writeBinaryData(tensor)] : [],
  );
  return {
    body: joined([json, ...binary]),
    jsonBytes: binary.length > 0 ? json.byteLength : undefined,
  };
}

function requireOutput(name: string, outputs: Tensors): Tensor {
  const tensor = outputs[name];
  if (tensor) return tensor;
  throw new UnderstoryError(
    'model',
    'missing-output',
    `The model did not give its output ${name}.`,
  );
}

/** In memory of its own, which can be handed to another thread. */
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
