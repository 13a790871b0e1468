import { inputError } from '../../../base/errors.ts';
import { inferenceAnswerSchema, inferenceHeader } from '../../../contracts/oip.ts';
import type { InferMessage } from './messages.ts';
import { packContents, unpackContents } from './typed-contents.ts';

/** An inference request as it goes over HTTP, all tensors as binary data. */
export interface HttpInference {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** @throws input `tensor-data`, `wrong-datatype`, `wrong-shape` */
export function httpOfInfer(message: InferMessage): HttpInference {
  const { id, inputs, outputs } = message;
  const binary = binaryOf(message);
  const json = Buffer.from(
    JSON.stringify({
      ...(id !== '' && { id }),
      parameters: { binary_data_output: true },
      inputs: inputs.map(({ name, datatype, shape }, at) => ({
        name,
        datatype,
        shape: shape.map(Number),
        parameters: { binary_data_size: binary[at]?.byteLength ?? 0 },
      })),
      ...(outputs.length > 0 && { outputs: outputs.map(({ name }) => ({ name })) }),
    }),
  );
  return {
    headers: { [inferenceHeader]: String(json.byteLength) },
    body: Buffer.concat([json, ...binary]),
  };
}

function binaryOf({ inputs, raw_input_contents: raw }: InferMessage): readonly Uint8Array[] {
  if (raw.length === 0) return inputs.map(packContents);
  if (raw.length === inputs.length && inputs.every(({ contents }) => contents === null)) return raw;
  throw inputError(
    'tensor-data',
    `Expected raw_input_contents for each of the ${inputs.length} inputs and no contents beside, got ${raw.length}.`,
  );
}

/**
 * The message of an answer: raw contents where the request had raw ones, typed ones where it had
 * typed ones.
 */
export function messageOfAnswer({ headers, body }: HttpInference, isRaw: boolean) {
  const length = Number(headers[inferenceHeader] ?? body.byteLength);
  const {
    outputs,
    id = '',
    ...head
  } = inferenceAnswerSchema.parse(JSON.parse(body.subarray(0, length).toString()));
  let at = length;
  const tensors = outputs.map(({ name, datatype, shape, parameters }) => {
    const bytes = body.subarray(at, at + (parameters?.binary_data_size ?? 0));
    at += bytes.byteLength;
    return { tensor: { name, datatype, shape }, datatype, bytes };
  });
  return {
    ...head,
    id,
    outputs: tensors.map(({ tensor, datatype, bytes }) =>
      isRaw ? tensor : { ...tensor, contents: unpackContents(datatype, bytes) },
    ),
    raw_output_contents: isRaw ? tensors.map(({ bytes }) => bytes) : [],
  };
}
