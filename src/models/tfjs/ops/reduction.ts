import type { OperationConverter } from '../operation.ts';
import { boolAttribute, nchwAxis, nchwValue, tfValue } from '../operation.ts';

/** Reduces constant axes. Pictures stay in ONNX's order where they remain pictures. */
function reduce(op: string): OperationConverter {
  return ({ graph, node, input, tf, numbers }) => {
    const axes = numbers(1);
    const keep = boolAttribute(node, 'keep_dims') || boolAttribute(node, 'keepdims');
    const attributes = { keepdims: { int: keep ? 1 : 0 } };
    const overSpace = axes.toSorted((a, b) => a - b).join() === '1,2';
    if (input(0).layout === 'nchw' && (keep || overSpace)) {
      const reduced = graph.node(op, [input(0).name, graph.ints(axes.map(nchwAxis))], attributes);
      return keep ? nchwValue(reduced) : tfValue(reduced);
    }
    return tfValue(graph.node(op, [tf(0), graph.ints(axes)], attributes));
  };
}

export const reductionOperations: Readonly<Record<string, OperationConverter>> = {
  Max: reduce('ReduceMax'),
  Mean: reduce('ReduceMean'),
  Min: reduce('ReduceMin'),
  Prod: reduce('ReduceProd'),
  Sum: reduce('ReduceSum'),
};
