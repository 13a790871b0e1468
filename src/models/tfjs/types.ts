import type { TensorType } from '../onnx/graph.ts';
import { elementTypes } from '../onnx/graph.ts';
import { unsupported } from './operation.ts';
import type { TfNode } from './read.ts';

/** TensorFlow's element types, which a graph names by word or by number (`types.proto`). */
const tensorflowTypes: Readonly<Record<string, TensorType>> = {
  DT_FLOAT: 'float32',
  1: 'float32',
  DT_INT32: 'int32',
  3: 'int32',
  DT_UINT8: 'uint8',
  4: 'uint8',
  // TensorFlow.js computes 64-bit integers in 32 bits.
  DT_INT64: 'int32',
  9: 'int32',
  DT_BOOL: 'bool',
  10: 'bool',
};

/** The element type that an attribute names, or `otherwise` where the node has none. */
export function typeAttribute(node: TfNode, name: string, otherwise: TensorType): TensorType {
  const type = node.attr[name]?.type;
  if (type === undefined) return otherwise;
  const known = tensorflowTypes[type];
  if (known === undefined) throw unsupported(node, `the element type ${type} is not known`);
  return known;
}

/** The attributes of an ONNX `Cast` to this type. */
export function castTo(type: TensorType) {
  return { to: { int: elementTypes[type] } };
}
