import { UnderstoryError } from '../../base/errors.ts';
import type { Tensor } from '../../runtime/model.ts';
import type { GraphBuilder } from '../onnx/builder.ts';
import type { TfAttribute, TfNode } from './read.ts';

/**
 * A value on its way into the ONNX graph. `nchw`: a picture `[batch, channels, height, width]`,
 * as ONNX convolves; `tf`: dimensions in TensorFlow's own order, a picture's channels last.
 */
export interface Value {
  readonly name: string;
  readonly layout: 'tf' | 'nchw';
  /** Present where the value is a constant of the model. */
  readonly constant?: Tensor;
}

/** What a converter of one operator sees: its node, its inputs and the graph to write to. */
export interface Operation {
  readonly node: TfNode;
  readonly graph: GraphBuilder;
  /** All inputs as they lie. */
  readonly inputs: readonly Value[];
  /** An input as it lies. */
  readonly input: (index: number) => Value;
  /** The name of an input in TensorFlow's order, transposed if it is not. */
  readonly tf: (index: number) => string;
  /** The name of a picture in ONNX's order, transposed if it is not. */
  readonly nchw: (index: number) => string;
  /** The value of an input that must be a constant. */
  readonly constant: (index: number) => Tensor;
  /** The numbers of an input that must be a constant: axes, shapes, paddings. */
  readonly numbers: (index: number) => number[];
}

/** Writes one TensorFlow operator as ONNX nodes and gives its outputs in TensorFlow's order. */
export type OperationConverter = (operation: Operation) => Value | readonly Value[];

export function tfValue(name: string): Value {
  return { name, layout: 'tf' };
}

export function nchwValue(name: string): Value {
  return { name, layout: 'nchw' };
}

/** Where the dimensions of TensorFlow's order (NHWC) lie in ONNX's (NCHW). */
export function nchwAxis(axis: number): number {
  const place = [0, 2, 3, 1].at(axis);
  if (place === undefined) {
    throw new UnderstoryError('model', 'tfjs-operator', `A picture has no axis ${axis}; it has 4.`);
  }
  return place;
}

function attribute(node: TfNode, name: string): TfAttribute | undefined {
  return node.attr[name];
}

export function intAttribute(node: TfNode, name: string, otherwise: number): number {
  return attribute(node, name)?.i ?? otherwise;
}

export function boolAttribute(node: TfNode, name: string): boolean {
  return attribute(node, name)?.b ?? false;
}

export function intsAttribute(node: TfNode, name: string): readonly number[] {
  return attribute(node, name)?.list?.i ?? [];
}

export function textAttribute(node: TfNode, name: string): string | undefined {
  const text = attribute(node, name)?.s;
  return text === undefined ? undefined : decode(text);
}

export function textsAttribute(node: TfNode, name: string): string[] {
  return (attribute(node, name)?.list?.s ?? []).map(decode);
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}

/** Refuses a form of an operator that the converter does not write. */
export function unsupported(node: TfNode, what: string): UnderstoryError {
  return new UnderstoryError(
    'model',
    'tfjs-operator',
    `Cannot convert ${node.op} (${node.name}): ${what}. Add it to src/models/tfjs/ops.`,
  );
}
