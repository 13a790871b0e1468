import type { Operation, OperationConverter, Value } from '../operation.ts';
import { nchwValue, tfValue, unsupported } from '../operation.ts';
import { castTo, typeAttribute } from '../types.ts';

/** An ONNX operator that works number by number, its inputs broadcast as in TensorFlow. */
function elementwise(op: string): OperationConverter {
  return (operation) => {
    const aligned = alignInputs(operation);
    return { name: operation.graph.node(op, aligned.names), layout: aligned.layout };
  };
}

/** Keeps pictures in ONNX's order where every other input can follow; else goes to TensorFlow's. */
function alignInputs(operation: Operation): { layout: Value['layout']; names: string[] } {
  const { inputs } = operation;
  if (inputs.some(({ layout }) => layout === 'nchw')) {
    const names = inputs.map((value) => inPictureOrder(operation, value));
    if (names.every((name) => name !== undefined)) return { layout: 'nchw', names };
  }
  return { layout: 'tf', names: inputs.map((_, index) => operation.tf(index)) };
}

/** A value that broadcasts against `[batch, channels, height, width]`, if it is one. */
function inPictureOrder({ graph }: Operation, value: Value): string | undefined {
  if (value.layout === 'nchw') return value.name;
  if (value.constant === undefined) return undefined;
  const { dims, data } = value.constant;
  if (data.length === 1 && dims.length <= 4) return value.name;
  if (dims.length !== 1) return undefined;
  return graph.constant({ ...value.constant, dims: [data.length, 1, 1] });
}

const relu6: OperationConverter = ({ graph, input }) => ({
  name: graph.node('Clip', [input(0).name, graph.float(0), graph.float(6)]),
  layout: input(0).layout,
});

const square: OperationConverter = ({ graph, input }) => ({
  name: graph.node('Mul', [input(0).name, input(0).name]),
  layout: input(0).layout,
});

const rsqrt: OperationConverter = ({ graph, input }) => ({
  name: graph.node('Reciprocal', [graph.node('Sqrt', [input(0).name])]),
  layout: input(0).layout,
});

const squaredDifference: OperationConverter = (operation) => {
  const { names, layout } = alignInputs(operation);
  const difference = operation.graph.node('Sub', names);
  return { name: operation.graph.node('Mul', [difference, difference]), layout };
};

/** Rounds towards minus infinity, where ONNX's `Div` of integers rounds towards zero. */
const floorDiv: OperationConverter = (operation) => {
  const { graph, node } = operation;
  const { names, layout } = alignInputs(operation);
  const [dividend = '', divisor = ''] = names;
  if (typeAttribute(node, 'T', 'float32') === 'float32') {
    return { name: graph.node('Floor', [graph.node('Div', names)]), layout };
  }
  const exact = graph.node('Sub', [dividend, graph.node('Mod', names)]);
  return { name: graph.node('Div', [exact, divisor]), layout };
};

const floorMod: OperationConverter = (operation) => {
  if (typeAttribute(operation.node, 'T', 'float32') === 'float32') {
    throw unsupported(operation.node, 'floats are not expected here');
  }
  return elementwise('Mod')(operation);
};

const cast: OperationConverter = ({ graph, node, input }) => ({
  name: graph.node('Cast', [input(0).name], castTo(typeAttribute(node, 'DstT', 'float32'))),
  layout: input(0).layout,
});

const identity: OperationConverter = ({ input }) => input(0);

const softmax: OperationConverter = ({ graph, tf }) =>
  tfValue(graph.node('Softmax', [tf(0)], { axis: { int: -1 } }));

const leakyRelu: OperationConverter = ({ graph, node, input }) => ({
  name: graph.node('LeakyRelu', [input(0).name], {
    alpha: { float: node.attr.alpha?.f ?? 0.2 },
  }),
  layout: input(0).layout,
});

const batchNorm: OperationConverter = ({ graph, node, nchw, tf }) =>
  nchwValue(
    graph.node('BatchNormalization', [nchw(0), tf(1), tf(2), tf(3), tf(4)], {
      epsilon: { float: node.attr.epsilon?.f ?? 1e-4 },
    }),
  );

export const elementwiseOperations: Readonly<Record<string, OperationConverter>> = {
  Add: elementwise('Add'),
  AddV2: elementwise('Add'),
  BiasAdd: elementwise('Add'),
  Sub: elementwise('Sub'),
  Mul: elementwise('Mul'),
  RealDiv: elementwise('Div'),
  Div: elementwise('Div'),
  Maximum: elementwise('Max'),
  Minimum: elementwise('Min'),
  Pow: elementwise('Pow'),
  Equal: elementwise('Equal'),
  Less: elementwise('Less'),
  LessEqual: elementwise('LessOrEqual'),
  Greater: elementwise('Greater'),
  GreaterEqual: elementwise('GreaterOrEqual'),
  LogicalAnd: elementwise('And'),
  LogicalNot: elementwise('Not'),
  LogicalOr: elementwise('Or'),
  Select: elementwise('Where'),
  SelectV2: elementwise('Where'),
  Abs: elementwise('Abs'),
  Cos: elementwise('Cos'),
  Erf: elementwise('Erf'),
  Exp: elementwise('Exp'),
  Floor: elementwise('Floor'),
  Log: elementwise('Log'),
  Neg: elementwise('Neg'),
  Relu: elementwise('Relu'),
  Sigmoid: elementwise('Sigmoid'),
  Sin: elementwise('Sin'),
  Sqrt: elementwise('Sqrt'),
  Tanh: elementwise('Tanh'),
  Cast: cast,
  FloorDiv: floorDiv,
  FloorMod: floorMod,
  FusedBatchNorm: batchNorm,
  FusedBatchNormV3: batchNorm,
  Identity: identity,
  LeakyRelu: leakyRelu,
  Relu6: relu6,
  Rsqrt: rsqrt,
  Softmax: softmax,
  Square: square,
  SquaredDifference: squaredDifference,
  StopGradient: identity,
};
