import { InferenceSession } from 'onnxruntime-node';
import { inputError, messageOf } from '../base/errors.ts';
import type { Tensor } from './model.ts';

/** A declared input or output of a model; a dimension that is free has a name. */
export interface DeclaredTensor {
  readonly name: string;
  readonly type: Tensor['type'];
  readonly dims: readonly (number | string)[];
}

export interface DeclaredTensors {
  readonly inputs: readonly DeclaredTensor[];
  readonly outputs: readonly DeclaredTensor[];
}

const types: readonly string[] = ['float32', 'int32', 'int64', 'uint8', 'bool'];

/**
 * What an ONNX model takes and gives, by its own declaration.
 *
 * @throws input errors `model-load` where ONNX Runtime cannot load it, `unsupported-model` where
 *   an input or output is of a type that is not supported (such as float16).
 */
export async function describeOnnx(onnx: Uint8Array): Promise<DeclaredTensors> {
  const session = await load(onnx);
  try {
    return {
      inputs: session.inputMetadata.map(declared),
      outputs: session.outputMetadata.map(declared),
    };
  } finally {
    await session.release();
  }
}

async function load(onnx: Uint8Array): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(onnx, {
      executionProviders: ['cpu'],
      graphOptimizationLevel: 'disabled',
      intraOpNumThreads: 1,
      logSeverityLevel: 3,
    });
  } catch (cause) {
    throw inputError(
      'model-load',
      `ONNX Runtime cannot load this model: ${messageOf(cause)}. Expected a single-file ONNX model.`,
      { cause },
    );
  }
}

function declared(value: InferenceSession.ValueMetadata): DeclaredTensor {
  if (!value.isTensor || !isType(value.type)) {
    throw inputError(
      'unsupported-model',
      `The model's ${value.name} is ${value.isTensor ? value.type : 'no tensor'}; supported are ` +
        `${types.join(', ')}. Choose the 32-bit variant of the model.`,
    );
  }
  const dims = value.shape.map((dim, axis) =>
    typeof dim === 'number' && dim < 0 ? `free${axis}` : dim,
  );
  return { name: value.name, type: value.type, dims };
}

function isType(type: string): type is Tensor['type'] {
  return types.includes(type);
}
