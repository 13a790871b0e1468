import type { Operation, OperationConverter } from '../operation.ts';
import {
  boolAttribute,
  intAttribute,
  intsAttribute,
  nchwAxis,
  nchwValue,
  tfValue,
  unsupported,
} from '../operation.ts';
import { castTo } from '../types.ts';

const intMax = Number.MAX_SAFE_INTEGER;

/** An input as the 64-bit integers that ONNX takes for shapes and axes, constant or not. */
function asInts({ graph, input, tf, numbers }: Operation, index: number): string {
  if (input(index).constant !== undefined) return graph.ints(numbers(index));
  return graph.node('Cast', [tf(index)], castTo('int64'));
}

const concat: OperationConverter = (operation) => {
  const { graph, inputs, numbers } = operation;
  const count = inputs.length - 1;
  const [axis = 0] = numbers(count);
  const parts = inputs.slice(0, count);
  if (parts.every(({ layout }) => layout === 'nchw')) {
    const names = parts.map(({ name }) => name);
    return nchwValue(graph.node('Concat', names, { axis: { int: nchwAxis(axis) } }));
  }
  const names = parts.map((_, index) => operation.tf(index));
  return tfValue(graph.node('Concat', names, { axis: { int: axis } }));
};

const expandDims: OperationConverter = ({ graph, tf, numbers }) =>
  tfValue(graph.node('Unsqueeze', [tf(0), graph.ints(numbers(1))]));

const gather: OperationConverter = ({ graph, node, inputs, tf, numbers }) => {
  if (intAttribute(node, 'batch_dims', 0) !== 0) throw unsupported(node, 'batch_dims is not 0');
  const [axis = 0] = inputs.length > 2 ? numbers(2) : [];
  return tfValue(graph.node('Gather', [tf(0), tf(1)], { axis: { int: axis } }));
};

const gatherNd: OperationConverter = ({ graph, tf }) =>
  tfValue(graph.node('GatherND', [tf(0), graph.node('Cast', [tf(1)], castTo('int64'))]));

const pack: OperationConverter = ({ graph, node, inputs, tf }) => {
  const axis = intAttribute(node, 'axis', 0);
  const parts = inputs.map((_, index) => graph.node('Unsqueeze', [tf(index), graph.ints([axis])]));
  return tfValue(graph.node('Concat', parts, { axis: { int: axis } }));
};

const pad: OperationConverter = ({ graph, input, nchw, tf, numbers, inputs }) => {
  const pairs = numbers(1);
  const starts = pairs.filter((_, index) => index % 2 === 0);
  const ends = pairs.filter((_, index) => index % 2 === 1);
  const value = inputs.length > 2 ? tf(2) : graph.float(0);
  if (input(0).layout === 'tf') {
    return tfValue(graph.node('Pad', [tf(0), graph.ints([...starts, ...ends]), value]));
  }
  const ordered = [starts, ends].flatMap((side) => [0, 3, 1, 2].map((axis) => side[axis] ?? 0));
  return nchwValue(graph.node('Pad', [nchw(0), graph.ints(ordered), value]));
};

const range: OperationConverter = ({ graph, tf }) =>
  tfValue(graph.node('Range', [tf(0), tf(1), tf(2)]));

const reshape: OperationConverter = (operation) =>
  tfValue(operation.graph.node('Reshape', [operation.tf(0), asInts(operation, 1)]));

const shape: OperationConverter = ({ graph, tf }) =>
  tfValue(graph.node('Cast', [graph.node('Shape', [tf(0)])], castTo('int32')));

/** Begin and size; a size of −1 reaches to the end. */
const slice: OperationConverter = ({ graph, tf, numbers }) => {
  const begins = numbers(1);
  const ends = numbers(2).map((size, axis) => (size < 0 ? intMax : (begins[axis] ?? 0) + size));
  const axes = graph.ints(begins.map((_, axis) => axis));
  return tfValue(graph.node('Slice', [tf(0), graph.ints(begins), graph.ints(ends), axes]));
};

const split: OperationConverter = ({ graph, tf, numbers }) => {
  const sizes = numbers(1);
  const [axis = 0] = numbers(2);
  const attributes = { axis: { int: axis } };
  return graph
    .nodes('Split', [tf(0), graph.ints(sizes)], attributes, sizes.length)
    .map((name) => tfValue(name));
};

const squeeze: OperationConverter = ({ graph, node, input, tf }) => {
  const axes = intsAttribute(node, 'squeeze_dims');
  if (axes.length === 0) return tfValue(graph.node('Squeeze', [tf(0)]));
  // Without height and width the two orders are the same.
  if (input(0).layout === 'nchw' && axes.join() === '1,2') {
    return tfValue(graph.node('Squeeze', [input(0).name, graph.ints([2, 3])]));
  }
  return tfValue(graph.node('Squeeze', [tf(0), graph.ints(axes)]));
};

/** https://www.tensorflow.org/api_docs/python/tf/strided_slice, without ellipsis and new axes. */
const stridedSlice: OperationConverter = ({ graph, node, tf, numbers }) => {
  if (intAttribute(node, 'ellipsis_mask', 0) || intAttribute(node, 'new_axis_mask', 0)) {
    throw unsupported(node, 'it uses an ellipsis or a new axis');
  }
  const has = (mask: string, axis: number) => ((intAttribute(node, mask, 0) >> axis) & 1) === 1;
  const strides = numbers(3);
  const begins = numbers(1).map((begin, axis) => {
    if (!has('begin_mask', axis)) return begin;
    return (strides[axis] ?? 1) > 0 ? 0 : intMax;
  });
  const ends = numbers(2).map((end, axis) => {
    const begin = begins[axis] ?? 0;
    if (has('shrink_axis_mask', axis)) return begin === -1 ? intMax : begin + 1;
    if (!has('end_mask', axis)) return end;
    return (strides[axis] ?? 1) > 0 ? intMax : -intMax;
  });
  const axes = begins.map((_, axis) => axis);
  const lists = [begins, ends, axes, strides].map((list) => graph.ints(list));
  const sliced = graph.node('Slice', [tf(0), ...lists]);
  const shrunk = axes.filter((axis) => has('shrink_axis_mask', axis));
  return tfValue(
    shrunk.length === 0 ? sliced : graph.node('Squeeze', [sliced, graph.ints(shrunk)]),
  );
};

const tile: OperationConverter = (operation) =>
  tfValue(operation.graph.node('Tile', [operation.tf(0), asInts(operation, 1)]));

const topK: OperationConverter = ({ graph, node, tf, numbers }) => {
  const sorted = { sorted: { int: boolAttribute(node, 'sorted') ? 1 : 0 } };
  const [values = '', indices = ''] = graph.nodes(
    'TopK',
    [tf(0), graph.ints(numbers(1))],
    sorted,
    2,
  );
  return [tfValue(values), tfValue(graph.node('Cast', [indices], castTo('int32')))];
};

const transpose: OperationConverter = ({ graph, tf, numbers }) =>
  tfValue(graph.node('Transpose', [tf(0)], { perm: { ints: numbers(1) } }));

const batchMatMul: OperationConverter = ({ graph, node, tf }) => {
  if (boolAttribute(node, 'adj_x') || boolAttribute(node, 'adj_y')) {
    throw unsupported(node, 'adjoint operands need the number of their dimensions');
  }
  return tfValue(graph.node('MatMul', [tf(0), tf(1)]));
};

export const shapeOperations: Readonly<Record<string, OperationConverter>> = {
  BatchMatMul: batchMatMul,
  BatchMatMulV2: batchMatMul,
  ConcatV2: concat,
  ExpandDims: expandDims,
  GatherNd: gatherNd,
  GatherV2: gather,
  Pack: pack,
  Pad: pad,
  PadV2: pad,
  Range: range,
  Reshape: reshape,
  Shape: shape,
  Slice: slice,
  SplitV: split,
  Squeeze: squeeze,
  StridedSlice: stridedSlice,
  Tile: tile,
  TopKV2: topK,
  Transpose: transpose,
};
