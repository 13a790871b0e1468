import type { Tensor } from '../../runtime/model.ts';
import {
  elementTypes,
  type Attribute,
  type OnnxGraph,
  type OnnxNode,
  type ValueInfo,
} from './graph.ts';
import {
  bytesField,
  concatBytes,
  floatField,
  messageField,
  textField,
  varintField,
} from './protobuf.ts';

const irVersion = 9;

/** The version of the ONNX operators that every graph of this program is written in. */
export const opsetVersion = 20;

/**
 * The bytes of a single-file ONNX model, the same for the same graph.
 * Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export function encodeModel(graph: OnnxGraph): Uint8Array {
  return concatBytes([
    varintField(1, irVersion),
    textField(2, 'understory'),
    messageField(7, [
      ...graph.nodes.map((node) => messageField(1, nodeFields(node))),
      textField(2, graph.name),
      ...Array.from(graph.initializers, ([name, tensor]) =>
        messageField(5, [...tensorFields(tensor), textField(8, name)]),
      ),
      ...graph.inputs.map((value) => messageField(11, valueFields(value))),
      ...graph.outputs.map((value) => messageField(12, valueFields(value))),
    ]),
    messageField(8, [textField(1, ''), varintField(2, opsetVersion)]),
  ]);
}

function nodeFields(node: OnnxNode): Uint8Array[] {
  return [
    ...node.inputs.map((name) => textField(1, name)),
    ...node.outputs.map((name) => textField(2, name)),
    textField(4, node.op),
    ...Object.entries(node.attributes).map(([name, value]) =>
      messageField(5, [textField(1, name), ...attributeFields(value)]),
    ),
  ];
}

function attributeFields(value: Attribute): Uint8Array[] {
  if ('float' in value) return [floatField(2, value.float), varintField(20, 1)];
  if ('int' in value) return [varintField(3, value.int), varintField(20, 2)];
  if ('text' in value) return [textField(4, value.text), varintField(20, 3)];
  if ('tensor' in value) {
    return [messageField(5, tensorFields(value.tensor)), varintField(20, 4)];
  }
  if ('floats' in value) {
    return [...value.floats.map((float) => floatField(7, float)), varintField(20, 6)];
  }
  return [...value.ints.map((int) => varintField(8, int)), varintField(20, 7)];
}

function tensorFields({ type, dims, data }: Tensor): Uint8Array[] {
  return [
    ...dims.map((dim) => varintField(1, dim)),
    varintField(2, elementTypes[type]),
    bytesField(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ];
}

function valueFields({ name, type, dims }: ValueInfo): Uint8Array[] {
  const shape = dims.map((dim) =>
    messageField(1, [typeof dim === 'number' ? varintField(1, dim) : textField(2, dim)]),
  );
  return [
    textField(1, name),
    messageField(2, [
      messageField(1, [varintField(1, elementTypes[type]), messageField(2, shape)]),
    ]),
  ];
}
