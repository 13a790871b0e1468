import { describe, expect, test } from 'vitest';
import { createGraphBuilder } from '../../../src/models/onnx/builder.ts';
import { encodeModel } from '../../../src/models/onnx/encode.ts';
import { varintField } from '../../../src/models/onnx/protobuf.ts';
import { floats, openGraph } from '../../fixtures/graphs.ts';

describe('encodeModel()', () => {
  test('writes a graph that ONNX Runtime loads and computes', async () => {
    const graph = createGraphBuilder('affine');
    const x = graph.input('x', 'float32', ['batch', 2]);
    const w = graph.constant(floats([2, 2], [1, 2, 3, 4]));
    const product = graph.node('Gemm', [x, w, graph.float(0.5)], {
      alpha: { float: 2 },
      transB: { int: 1 },
    });
    graph.output('y', product, 'float32', ['batch', 2]);
    const model = await openGraph(graph.build());
    const { y } = await model.run({ x: floats([2, 2], [1, 1, -1, 2]) });
    expect(y).toEqual(floats([2, 2], [6.5, 14.5, 6.5, 10.5]));
  });

  test('writes every kind of attribute as the format has it', async () => {
    const graph = createGraphBuilder('attributes');
    const x = graph.input('x', 'float32', [1, 1, 2, 2]);
    const padded = graph.node('Pad', [x, graph.ints([0, 0, 1, 0, 0, 0, 0, 1]), graph.float(9)], {
      mode: { text: 'constant' },
    });
    const constant = graph.node('Constant', [], { value: { tensor: floats([], [10]) } });
    const listed = graph.node('Constant', [], { value_floats: { floats: [1, 2, -3] } });
    const sum = graph.node('Add', [graph.node('Add', [padded, constant]), listed]);
    graph.output(
      'y',
      graph.node('Transpose', [sum], { perm: { ints: [0, 1, 3, 2] } }),
      'float32',
      [1, 1, 3, 3],
    );
    const model = await openGraph(graph.build());
    const { y } = await model.run({ x: floats([1, 1, 2, 2], [1, 2, 3, 4]) });
    expect(Array.from(y?.data ?? [], Number)).toEqual([20, 12, 14, 21, 14, 16, 16, 16, 16]);
  });

  test('leaves out constants that no node takes', () => {
    const bytesWith = (unused: boolean) => {
      const graph = createGraphBuilder('constants');
      const x = graph.input('x', 'float32', [1]);
      if (unused)
        graph.constant(
          floats(
            [1000],
            Array.from({ length: 1000 }, () => 1),
          ),
        );
      graph.output('y', graph.node('Neg', [x]), 'float32', [1]);
      return encodeModel(graph.build()).length;
    };
    expect(bytesWith(true)).toBeLessThan(bytesWith(false) + 20);
  });
});

describe('varintField()', () => {
  test('writes what the encoding guide of Protocol Buffers shows', () => {
    // https://protobuf.dev/programming-guides/encoding: field 1 = 150, and −2 in ten bytes.
    expect([...varintField(1, 150)]).toEqual([0x08, 0x96, 0x01]);
    expect([...varintField(1, -2)]).toEqual([
      0x08, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01,
    ]);
  });
});
