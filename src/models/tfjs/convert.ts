import { UnderstoryError } from '../../base/errors.ts';
import type { Tensor } from '../../runtime/model.ts';
import { createGraphBuilder } from '../onnx/builder.ts';
import { encodeModel } from '../onnx/encode.ts';
import type { Dimension, TensorType } from '../onnx/graph.ts';
import type { Operation, Value } from './operation.ts';
import { unsupported } from './operation.ts';
import { operations } from './ops/table.ts';
import type { TfjsModel, TfNode } from './read.ts';

/** Raised when the same weights would give other ONNX bytes. */
export const converterVersion = 2;

export interface ConvertedInput {
  /** The placeholder in the TensorFlow graph. */
  readonly node: string;
  readonly name: string;
  readonly type: TensorType;
  /** `nchw` for a picture that the ONNX model takes channels first. */
  readonly layout: Value['layout'];
  /** In the order of `layout`; may differ from the placeholder's where the graph allows it. */
  readonly dims: readonly Dimension[];
}

export interface ConvertedOutput {
  /** `node` or `node:output` in the TensorFlow graph. */
  readonly node: string;
  readonly name: string;
  readonly type: TensorType;
  /** `mean`: the average over height and width of a picture, `[batch, channels]`. */
  readonly pool?: 'mean';
  readonly dims: readonly Dimension[];
}

/** Which part of a graph to convert: what lies between these inputs and outputs. */
export interface ConversionPlan {
  readonly name: string;
  readonly inputs: readonly ConvertedInput[];
  readonly outputs: readonly ConvertedOutput[];
}

/**
 * The bytes of an ONNX model that computes what the TensorFlow.js graph does.
 *
 * @throws UnderstoryError `tfjs-operator` for an operator that is not in the table.
 */
export function convertTfjs(model: TfjsModel, plan: ConversionPlan): Uint8Array {
  const graph = createGraphBuilder(plan.name);
  const done = new Map<string, readonly Value[]>();
  const transposed = new Map<string, string>();

  for (const input of plan.inputs) {
    const name = graph.input(input.name, input.type, input.dims);
    done.set(input.node, [{ name, layout: input.layout }]);
  }

  function valueOf(reference: string): Value {
    const [name = '', output = '0'] = reference.split(':');
    const value = outputsOf(name)[Number(output)];
    if (value === undefined) throw missing(`the output ${reference}`);
    return value;
  }

  function outputsOf(name: string): readonly Value[] {
    const known = done.get(name);
    if (known !== undefined) return known;
    const node = model.nodes.get(name);
    if (node === undefined) throw missing(`the node ${name}`);
    const made = node.op === 'Const' ? [constantValue(node)] : convertNode(node);
    done.set(name, made);
    return made;
  }

  function constantValue(node: TfNode): Value {
    const constant = model.weights.get(node.name);
    if (constant === undefined) throw missing(`the weight ${node.name}`);
    return { name: graph.constant(constant), layout: 'tf', constant };
  }

  function convertNode(node: TfNode): readonly Value[] {
    const convert = operations.get(node.op);
    if (convert === undefined) throw unsupported(node, 'the operator is not in the table');
    const made = convert(operationOf(node));
    return 'layout' in made ? [made] : made;
  }

  function operationOf(node: TfNode): Operation {
    const inputs = node.input.filter((name) => !name.startsWith('^')).map(valueOf);
    const input = (index: number) => {
      const value = inputs[index];
      if (value === undefined) throw unsupported(node, `it has no input ${index}`);
      return value;
    };
    const constant = (index: number): Tensor => {
      const value = input(index).constant;
      if (value === undefined) throw unsupported(node, `its input ${index} is not a constant`);
      return value;
    };
    return {
      node,
      graph,
      inputs,
      input,
      constant,
      tf: (index) => inLayout(input(index), 'tf'),
      nchw: (index) => inLayout(input(index), 'nchw'),
      numbers: (index) => Array.from(constant(index).data, Number),
    };
  }

  function inLayout(value: Value, layout: Value['layout']): string {
    if (value.layout === layout) return value.name;
    const known = transposed.get(value.name);
    if (known !== undefined) return known;
    const order = layout === 'nchw' ? [0, 3, 1, 2] : [0, 2, 3, 1];
    const name = graph.node('Transpose', [value.name], { perm: { ints: order } });
    transposed.set(value.name, name);
    return name;
  }

  for (const output of plan.outputs) {
    const value = valueOf(output.node);
    const name =
      output.pool === 'mean'
        ? graph.node('ReduceMean', [inLayout(value, 'nchw'), graph.ints([2, 3])], {
            keepdims: { int: 0 },
          })
        : inLayout(value, 'tf');
    graph.output(output.name, name, output.type, output.dims);
  }
  return encodeModel(graph.build());
}

function missing(what: string): UnderstoryError {
  return new UnderstoryError(
    'model',
    'tfjs-format',
    `The TensorFlow.js graph refers to ${what}, but does not hold it.`,
  );
}
