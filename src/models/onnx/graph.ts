import type { Tensor } from '../../runtime/model.ts';

export type TensorType = Tensor['type'];

/** A dimension: a number, or a name for one that is known only when the model runs. */
export type Dimension = number | string;

/** A named input or output of a graph. */
export interface ValueInfo {
  readonly name: string;
  readonly type: TensorType;
  readonly dims: readonly Dimension[];
}

/** The value of a node's attribute, tagged since 1 may be an integer or a float. */
export type Attribute =
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly text: string }
  | { readonly tensor: Tensor };

export type Attributes = Readonly<Record<string, Attribute>>;

/** One operator of https://onnx.ai/onnx/operators applied to named values. */
export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Attributes;
}

/** A whole graph, its nodes in an order in which they can run. */
export interface OnnxGraph {
  readonly name: string;
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  readonly initializers: ReadonlyMap<string, Tensor>;
  readonly nodes: readonly OnnxNode[];
}

/** Element types by their numbers in the ONNX format (`TensorProto.DataType`). */
export const elementTypes: Readonly<Record<TensorType, number>> = {
  float32: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9,
};
