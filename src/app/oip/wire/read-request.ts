import { inputError, UnderstoryError } from '../../../base/errors.ts';
import { requireShallowJson } from '../../../base/json-depth.ts';
import {
  inferenceRequestSchema,
  mostInferenceJsonBytes,
  type InferenceRequest,
} from '../../../contracts/oip.ts';

/** A request as it came: its JSON, and the bytes behind it. */
export interface ReadRequest {
  readonly request: InferenceRequest;
  /** Of the inputs that are binary data, in their order. */
  readonly binary: Uint8Array;
}

/**
 * Takes a body apart into JSON and binary tensor data.
 *
 * @param jsonBytes What the header `Inference-Header-Content-Length` says; undefined without it,
 *   when all of the body is JSON.
 * @throws input `inference-header`, `too-large`, `too-deep`, `invalid-json`,
 *   `invalid-request`
 */
export function readRequest(body: Uint8Array, jsonBytes: number | undefined): ReadRequest {
  const length = jsonBytes ?? body.byteLength;
  if (length > body.byteLength) {
    throw inputError(
      'inference-header',
      `Inference-Header-Content-Length says ${length} bytes of JSON, but the body has ${body.byteLength}.`,
    );
  }
  if (length > mostInferenceJsonBytes) {
    throw inputError(
      'too-large',
      `Expected at most ${mostInferenceJsonBytes} bytes of JSON, got ${length}: send large tensors as binary data.`,
    );
  }
  const parsed = inferenceRequestSchema.safeParse(parseJson(body.subarray(0, length)));
  if (parsed.success) return { request: parsed.data, binary: body.subarray(length) };
  const problems = parsed.error.issues
    .slice(0, 10)
    .map(({ path, message }) => `${path.join('.') || 'request'}: ${message}`);
  throw inputError('invalid-request', problems.join('; '));
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    requireShallowJson(bytes);
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    if (cause instanceof UnderstoryError) throw cause;
    throw inputError(
      'invalid-json',
      'Expected an inference request as JSON: {"inputs": [{"name", "datatype", "shape", "data"}]}.',
      { cause },
    );
  }
}
