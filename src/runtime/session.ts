import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { digestOf } from '../base/digest.ts';
import { UnderstoryError, messageOf } from '../base/errors.ts';
import { checkFeeds } from './feeds.ts';
import type { Model, Tensor, Tensors } from './model.ts';

export interface ModelBytes {
  readonly name: string;
  /** A single-file ONNX model. */
  readonly onnx: Uint8Array;
  /** SHA-256 that the bytes must have, 64 hex digits. */
  readonly digest: string;
  /** Gives a further file of the model's folder. */
  readonly file: (name: string) => Promise<Uint8Array>;
  /**
   * Whether its inputs differ in shape from run to run. Memory is then given back after each:
   * otherwise what was needed for every shape there was is kept.
   */
  readonly varyingShapes?: boolean;
}

/**
 * Loads a model into ONNX Runtime on the CPU with one thread. `run` blocks the thread it is called
 * on until the outputs are there.
 *
 * @throws UnderstoryError (fault `model`) `digest-mismatch` where the bytes are not those expected,
 *   `model-load` where they are no model that the runtime knows; and from `run` `model-feeds` where
 *   the tensors do not fit the model's inputs, `model-run` where the run itself fails.
 */
export async function openSession(model: ModelBytes): Promise<Model> {
  const { name, onnx, digest, file } = model;
  const actual = digestOf(onnx);
  if (actual !== digest) {
    throw new UnderstoryError(
      'model',
      'digest-mismatch',
      `Expected the ONNX file of ${name} to have SHA-256 ${digest}, got ${actual}: the file was ` +
        'changed or cut short. Remove the model folder and have it made again.',
    );
  }
  const session = await loadSession(model);
  return {
    name,
    digest,
    file,
    batches: [...session.inputMetadata, ...session.outputMetadata].every(isFirstFree),
    async run(feeds) {
      checkFeeds(name, session.inputMetadata, feeds);
      try {
        return toTensors(await session.run(toOrtTensors(feeds)));
      } catch (cause) {
        throw new UnderstoryError(
          'model',
          'model-run',
          `The model ${name} failed to run: ${messageOf(cause)}`,
          { cause },
        );
      }
    },
  };
}

async function loadSession({
  name,
  onnx,
  varyingShapes = false,
}: ModelBytes): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(onnx, {
      executionProviders: ['cpu'],
      graphOptimizationLevel: 'all',
      executionMode: 'sequential',
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      enableCpuMemArena: !varyingShapes,
      enableMemPattern: !varyingShapes,
      logSeverityLevel: 3,
    });
  } catch (cause) {
    throw new UnderstoryError(
      'model',
      'model-load',
      `ONNX Runtime cannot load ${name}: ${messageOf(cause)}. Expected a single-file ONNX model.`,
      { cause },
    );
  }
}

/** A name alone may be of anything, as of the words of a sentence: of a batch there is more behind it. */
function isFirstFree(value: InferenceSession.ValueMetadata): boolean {
  if (!value.isTensor || value.shape.length < 2) return false;
  const [first = 0] = value.shape;
  return typeof first === 'string' || first < 0;
}

function toOrtTensors(feeds: Tensors): Record<string, OrtTensor> {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, { type, data, dims }]) => [
      name,
      new OrtTensor(type, data, dims),
    ]),
  );
}

function toTensors(outputs: InferenceSession.OnnxValueMapType): Tensors {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, toTensor(name, value)]),
  );
}

function toTensor(name: string, { type, data, dims }: OrtTensor): Tensor {
  if (type === 'float32' && data instanceof Float32Array) return { type, data, dims };
  if (type === 'int32' && data instanceof Int32Array) return { type, data, dims };
  if (type === 'int64' && data instanceof BigInt64Array) return { type, data, dims };
  if ((type === 'uint8' || type === 'bool') && data instanceof Uint8Array) {
    return { type, data, dims };
  }
  throw new Error(`the output ${name} has the element type ${type}, which is not supported`);
}
