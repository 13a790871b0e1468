import type { Tensor } from '../../../runtime/model.ts';
import type { Attributes } from '../../onnx/graph.ts';
import type { Operation, OperationConverter } from '../operation.ts';
import {
  boolAttribute,
  intsAttribute,
  nchwValue,
  textAttribute,
  textsAttribute,
  tfValue,
  unsupported,
} from '../operation.ts';
import type { TfNode } from '../read.ts';
import { permute } from '../permute.ts';

/** `[height, width, in, out]` filters become ONNX's `[out, in, height, width]`. */
const conv2d: OperationConverter = (operation) => {
  const filters = permute(operation.constant(1), [3, 2, 0, 1]);
  return convolve(operation, filters, 1);
};

/** `[height, width, channels, multiplier]` filters become one group a channel. */
const depthwiseConv2d: OperationConverter = (operation) => {
  const filters = permute(operation.constant(1), [2, 3, 0, 1]);
  const [channels = 0, multiplier = 0, height = 0, width = 0] = filters.dims;
  const grouped = { ...filters, dims: [channels * multiplier, 1, height, width] };
  return convolve(operation, grouped, channels);
};

function convolve(operation: Operation, filters: Tensor, groups: number) {
  const { graph, node, nchw, inputs } = operation;
  const fused = textsAttribute(node, 'fused_ops');
  const hasBias = fused[0] === 'BiasAdd';
  if (inputs.length > (hasBias ? 3 : 2)) {
    throw unsupported(node, `its fused operators ${fused.join(', ')} take more inputs`);
  }
  const operands = [nchw(0), graph.constant(filters), ...(hasBias ? [operation.tf(2)] : [])];
  const convolved = graph.node('Conv', operands, {
    ...windowAttributes(node),
    dilations: { ints: spatial(intsAttribute(node, 'dilations')) },
    group: { int: groups },
  });
  return nchwValue(activate(operation, convolved, hasBias ? fused.slice(1) : fused));
}

const fusedMatMul: OperationConverter = (operation) => {
  const { graph, node, tf } = operation;
  const [first, ...rest] = textsAttribute(node, 'fused_ops');
  const product = graph.node('MatMul', matMulOperands(operation, 'transpose_a', 'transpose_b'));
  if (first !== 'BiasAdd') throw unsupported(node, 'it has no bias');
  return tfValue(activate(operation, graph.node('Add', [product, tf(2)]), rest));
};

const matMul: OperationConverter = (operation) =>
  tfValue(operation.graph.node('MatMul', matMulOperands(operation, 'transpose_a', 'transpose_b')));

function matMulOperands({ graph, node, tf }: Operation, first: string, second: string) {
  return [first, second].map((flag, index) =>
    boolAttribute(node, flag)
      ? graph.node('Transpose', [tf(index)], { perm: { ints: [1, 0] } })
      : tf(index),
  );
}

/** The activations that TensorFlow fuses into a convolution or a product of matrices. */
function activate({ graph, node }: Operation, value: string, names: readonly string[]): string {
  return names.reduce((input, name) => {
    if (name === 'Relu' || name === 'Elu' || name === 'Sigmoid') return graph.node(name, [input]);
    if (name !== 'Relu6') throw unsupported(node, `the fused operator ${name} is not known`);
    return graph.node('Clip', [input, graph.float(0), graph.float(6)]);
  }, value);
}

function pool(op: 'MaxPool' | 'AveragePool'): OperationConverter {
  return ({ graph, node, nchw }) =>
    nchwValue(
      graph.node(op, [nchw(0)], {
        ...windowAttributes(node),
        kernel_shape: { ints: spatial(intsAttribute(node, 'ksize')) },
      }),
    );
}

function windowAttributes(node: TfNode): Attributes {
  if ((textAttribute(node, 'data_format') ?? 'NHWC') !== 'NHWC') {
    throw unsupported(node, 'only channels-last pictures are expected');
  }
  const padding = textAttribute(node, 'padding');
  if (padding !== 'SAME' && padding !== 'VALID') {
    throw unsupported(node, `the padding ${padding} is neither SAME nor VALID`);
  }
  return {
    strides: { ints: spatial(intsAttribute(node, 'strides')) },
    // TensorFlow's SAME puts the odd pixel of padding at the end.
    auto_pad: { text: padding === 'SAME' ? 'SAME_UPPER' : 'VALID' },
  };
}

/** Height and width out of a list for batch, height, width and channels. */
function spatial(ofNhwc: readonly number[]): number[] {
  return [ofNhwc[1] ?? 1, ofNhwc[2] ?? 1];
}

export const convolutionOperations: Readonly<Record<string, OperationConverter>> = {
  AvgPool: pool('AveragePool'),
  Conv2D: conv2d,
  DepthwiseConv2dNative: depthwiseConv2d,
  FusedDepthwiseConv2dNative: depthwiseConv2d,
  MatMul: matMul,
  MaxPool: pool('MaxPool'),
  _FusedConv2D: conv2d,
  _FusedMatMul: fusedMatMul,
};
