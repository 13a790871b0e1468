import { describe, expect, test } from 'vitest';
import { convertTfjs } from '../../../src/models/tfjs/convert.ts';
import type { TfjsModel, TfNode } from '../../../src/models/tfjs/read.ts';
import type { Model, Tensor } from '../../../src/runtime/model.ts';
import { floats, int32s, openBytes } from '../../fixtures/graphs.ts';

type Attributes = TfNode['attr'];

const text = (value: string) => ({ s: Buffer.from(value).toString('base64') });
const ints = (...values: number[]) => ({ list: { i: values } });

/** A graph `x → op(x, constants…) → y`, its input in TensorFlow's order. */
function convertOne(
  op: string,
  input: Tensor,
  constants: readonly Tensor[],
  attr: Attributes,
): Promise<Model> {
  const names = constants.map((_, index) => `c${index}`);
  const nodes: TfNode[] = [
    { name: 'x', op: 'Placeholder', input: [], attr: {} },
    ...names.map((name) => ({ name, op: 'Const', input: [], attr: {} })),
    { name: 'y', op, input: ['x', ...names], attr },
  ];
  const model: TfjsModel = {
    nodes: new Map(nodes.map((node) => [node.name, node])),
    weights: new Map(names.map((name, index) => [name, constants[index] ?? floats([], [])])),
  };
  return openBytes(
    convertTfjs(model, {
      name: 'one',
      inputs: [{ node: 'x', name: 'x', type: input.type, layout: 'tf', dims: input.dims }],
      outputs: [{ node: 'y', name: 'y', type: input.type, dims: ['a', 'b', 'c', 'd'] }],
    }),
  );
}

async function runOne(
  op: string,
  input: Tensor,
  constants: readonly Tensor[] = [],
  attr: Attributes = {},
): Promise<{ dims: readonly number[]; data: number[] }> {
  const model = await convertOne(op, input, constants, attr);
  const { y } = await model.run({ x: input });
  return { dims: y?.dims ?? [], data: Array.from(y?.data ?? [], Number) };
}

const picture = floats([1, 2, 3, 2], [1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60]);

describe('convertTfjs()', () => {
  test('pads a strided SAME convolution at the end, as TensorFlow does', async () => {
    // A 2×2 filter of ones on 3 columns with stride 2: the last window has one column of padding.
    const filters = floats([2, 2, 2, 1], [1, 0, 1, 0, 1, 0, 1, 0]);
    const { dims, data } = await runOne('Conv2D', picture, [filters], {
      strides: ints(1, 2, 2, 1),
      padding: text('SAME'),
    });
    expect(dims).toEqual([1, 1, 2, 1]);
    expect(data).toEqual([1 + 2 + 4 + 5, 3 + 6]);
  });

  test('keeps the order of channels and multipliers in a depthwise convolution', async () => {
    const filters = floats([1, 1, 2, 2], [1, -1, 100, -100]);
    const { dims, data } = await runOne(
      'DepthwiseConv2dNative',
      floats([1, 1, 1, 2], [3, 7]),
      [filters],
      { strides: ints(1, 1, 1, 1), padding: text('VALID') },
    );
    expect(dims).toEqual([1, 1, 1, 4]);
    expect(data).toEqual([3, -3, 700, -700]);
  });

  test('adds a fused bias and activation after a convolution', async () => {
    const filters = floats([1, 1, 2, 2], [1, 0, 0, 1]);
    const { data } = await runOne(
      '_FusedConv2D',
      floats([1, 1, 1, 2], [-5, 4]),
      [filters, floats([2], [2, 3])],
      {
        strides: ints(1, 1, 1, 1),
        padding: text('SAME'),
        fused_ops: { list: { s: [text('BiasAdd').s, text('Relu6').s] } },
      },
    );
    expect(data).toEqual([0, 6]);
  });

  test('reduces height and width of a picture, with and without keeping them', async () => {
    const pooled = await runOne('MaxPool', picture, [], {
      ksize: ints(1, 2, 2, 1),
      strides: ints(1, 1, 1, 1),
      padding: text('VALID'),
    });
    expect(pooled).toEqual({ dims: [1, 1, 2, 2], data: [5, 50, 6, 60] });
    const mean = await runOne('Mean', picture, [int32s([2], [1, 2])], { keep_dims: { b: true } });
    expect(mean).toEqual({ dims: [1, 1, 1, 2], data: [3.5, 35] });
  });

  test('resizes from pixel corners where the graph says so', async () => {
    const { data } = await runOne(
      'ResizeBilinear',
      floats([1, 1, 2, 1], [0, 10]),
      [int32s([2], [1, 4])],
      { align_corners: { b: false }, half_pixel_centers: { b: false } },
    );
    expect(data).toEqual([0, 5, 10, 10]);
  });

  test('slices with masks, negative steps and dropped axes', async () => {
    const matrix = floats([2, 3], [1, 2, 3, 4, 5, 6]);
    const row = await runOne(
      'StridedSlice',
      matrix,
      [int32s([2], [-1, 0]), int32s([2], [0, 0]), int32s([2], [1, -1])],
      { shrink_axis_mask: { i: 1 }, begin_mask: { i: 2 }, end_mask: { i: 2 } },
    );
    expect(row).toEqual({ dims: [3], data: [6, 5, 4] });
  });

  test('divides integers towards minus infinity', async () => {
    const attr = { T: { type: 'DT_INT32' } };
    const by3 = [int32s([], [3])];
    const numbers = int32s([4], [-7, -3, 7, 2]);
    expect((await runOne('FloorDiv', numbers, by3, attr)).data).toEqual([-3, -1, 2, 0]);
    expect((await runOne('FloorMod', numbers, by3, attr)).data).toEqual([2, 0, 1, 2]);
  });

  test('refuses an operator that is not in the table, by name', async () => {
    await expect(async () => convertOne('Bessel', picture, [], {})).rejects.toMatchObject({
      fault: 'model',
      code: 'tfjs-operator',
      message: expect.stringContaining('Bessel'),
    });
  });
});
