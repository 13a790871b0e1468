import { describe, expect, test } from 'vitest';
import { createGraphBuilder } from '../../src/models/onnx/builder.ts';
import { openSession } from '../../src/runtime/session.ts';
import { floats, int32s, openBytes, openGraph } from '../fixtures/graphs.ts';

function sum() {
  const graph = createGraphBuilder('sum');
  const x = graph.input('x', 'float32', ['batch', 2]);
  graph.output('y', graph.node('ReduceSum', [x, graph.ints([1])]), 'float32', ['batch', 1]);
  return graph.build();
}

describe('openSession()', () => {
  test('runs a model with any size of a free dimension', async () => {
    const model = await openGraph(sum());
    const { y } = await model.run({ x: floats([3, 2], [1, 2, 3, 4, 5, 6]) });
    expect(y).toEqual(floats([3, 1], [3, 7, 11]));
  });

  test.each([
    ['a missing input', {}, /needs the input x/],
    ['an unknown input', { x: floats([1, 2], [1, 2]), z: floats([1], [1]) }, /no input z/],
    ['another element type', { x: int32s([1, 2], [1, 2]) }, /must be float32, not int32/],
    ['another shape', { x: floats([1, 3], [1, 2, 3]) }, /shape \[batch, 2\], not \[1, 3\]/],
    ['another number of dimensions', { x: floats([2], [1, 2]) }, /not \[2\]/],
    ['fewer numbers than the shape says', { x: floats([2, 2], [1, 2]) }, /4 numbers/],
    [
      'an array of another kind',
      { x: { type: 'float32' as const, dims: [1, 2], data: Int32Array.of(1, 2) } },
      /Float32Array/,
    ],
  ])('refuses %s before it runs', async (_, feeds, message) => {
    const model = await openGraph(sum());
    await expect(model.run(feeds)).rejects.toMatchObject({
      fault: 'model',
      code: 'model-feeds',
      message: expect.stringMatching(message),
    });
  });

  test('refuses bytes that are not those expected', async () => {
    const file = () => Promise.resolve(new Uint8Array());
    const opening = openSession({ name: 'm', onnx: new Uint8Array(3), digest: '0', file });
    await expect(opening).rejects.toMatchObject({ fault: 'model', code: 'digest-mismatch' });
  });

  test('refuses bytes that are no model', async () => {
    await expect(openBytes(new Uint8Array([1, 2, 3]))).rejects.toMatchObject({
      fault: 'model',
      code: 'model-load',
    });
  });
});
