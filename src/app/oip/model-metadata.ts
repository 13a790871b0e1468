import type { ModelMetadata, TensorMetadata } from '../../contracts/oip.ts';
import type { ModelManifest, TensorInfo } from '../../models/manifest.ts';
import { versionOfDigest } from './version.ts';
import { datatypeOf } from './wire/datatype.ts';

/** What the protocol says of a model; its name is that of its folder. */
export function modelMetadata(
  name: string,
  { onnx, inputs, outputs, task, licence }: ModelManifest,
): ModelMetadata {
  return {
    name,
    versions: [versionOfDigest(onnx.digest)],
    platform: 'onnxruntime_onnx',
    inputs: inputs.map(tensorMetadata),
    outputs: outputs.map(tensorMetadata),
    properties: { task, licence, sha256: onnx.digest },
  };
}

function tensorMetadata({ name, type, dims }: TensorInfo): TensorMetadata {
  return {
    name,
    datatype: datatypeOf(type),
    shape: dims.map((dim) => (typeof dim === 'string' ? -1 : dim)),
  };
}
