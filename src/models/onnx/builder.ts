import type { Tensor } from '../../runtime/model.ts';
import type { Attributes, Dimension, OnnxGraph, OnnxNode, TensorType, ValueInfo } from './graph.ts';

/** Writes a graph one node after another; every method gives the names of the values it made. */
export interface GraphBuilder {
  /** Declares an input of the model. */
  input(name: string, type: TensorType, dims: readonly Dimension[]): string;
  /** Adds a constant. */
  constant(tensor: Tensor): string;
  /** Adds a constant list of 64-bit integers, the form in which ONNX takes shapes and axes. */
  ints(values: readonly number[]): string;
  /** Adds a constant float without dimensions. */
  float(value: number): string;
  /** Adds a node with one output. An input named `''` is an optional one left out. */
  node(op: string, inputs: readonly string[], attributes?: Attributes): string;
  /** Adds a node with several outputs. */
  nodes(op: string, inputs: readonly string[], attributes: Attributes, count: number): string[];
  /** Names a value as an output of the model. */
  output(name: string, value: string, type: TensorType, dims: readonly Dimension[]): void;
  /** The graph, without the constants that no node takes. */
  build(): OnnxGraph;
}

export function createGraphBuilder(name: string): GraphBuilder {
  const inputs: ValueInfo[] = [];
  const outputs: ValueInfo[] = [];
  const initializers = new Map<string, Tensor>();
  const nodes: OnnxNode[] = [];
  let made = 0;
  const nextName = () => `v${made++}`;

  function constant(tensor: Tensor): string {
    const value = nextName();
    initializers.set(value, tensor);
    return value;
  }

  function addNodes(
    op: string,
    from: readonly string[],
    attributes: Attributes,
    count: number,
  ): string[] {
    const to = Array.from({ length: count }, nextName);
    nodes.push({ op, inputs: from, outputs: to, attributes });
    return to;
  }

  return {
    input(value, type, dims) {
      inputs.push({ name: value, type, dims });
      return value;
    },
    constant,
    ints: (values) =>
      constant({
        type: 'int64',
        dims: [values.length],
        data: BigInt64Array.from(values, (value) => BigInt(value)),
      }),
    float: (value) => constant({ type: 'float32', dims: [], data: Float32Array.of(value) }),
    node(op, from, attributes = {}) {
      const to = nextName();
      nodes.push({ op, inputs: from, outputs: [to], attributes });
      return to;
    },
    nodes: addNodes,
    output(value, from, type, dims) {
      nodes.push({ op: 'Identity', inputs: [from], outputs: [value], attributes: {} });
      outputs.push({ name: value, type, dims });
    },
    build() {
      const used = new Set(nodes.flatMap((node) => node.inputs));
      const kept = new Map([...initializers].filter(([value]) => used.has(value)));
      return { name, inputs, outputs, initializers: kept, nodes };
    },
  };
}
