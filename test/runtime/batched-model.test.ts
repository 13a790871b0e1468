import { expect, test } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import { batchedModel } from '../../src/runtime/batched-model.ts';
import type { Model, Tensors } from '../../src/runtime/model.ts';
import { testModel } from '../fixtures/models.ts';

const random = seededRandom(3);
const side = 224;

function picture(): Tensors {
  const data = Float32Array.from({ length: 3 * side * side }, () => random() * 255);
  return { image: { type: 'float32', dims: [1, 3, side, side], data } };
}

test('batchedModel() joins runs at the same time and gives each the numbers of a run of its own', async () => {
  const model = await testModel('centernet-features');
  expect(model.batches).toBe(true);
  const sizes: number[] = [];
  const batched = batchedModel(model, { most: 4, delayMs: 5 }, (size) => sizes.push(size));
  const pictures = Array.from({ length: 6 }, picture);
  for (const round of [1, 2]) {
    const outputs = await Promise.all(pictures.map((each) => batched.run(each)));
    for (const [index, each] of pictures.entries()) {
      expect(outputs[index], `round ${round}`).toEqual(await model.run(each));
    }
  }
  expect(sizes.toSorted((a, b) => a - b)).toEqual([2, 2, 4, 4]);
});

test('batchedModel() never batches a model again whose numbers differ by a bit when batched', async () => {
  const model = await testModel('centernet-features');
  // Real but for one bit, as of a kernel that sums in another order where there are several rows.
  const inexact: Model = {
    ...model,
    async run(feeds) {
      const outputs = await model.run(feeds);
      const { features } = outputs;
      if ((feeds.image?.dims[0] ?? 1) > 1 && features?.data instanceof Float32Array) {
        features.data[0] = (features.data[0] ?? 0) * (1 + 2 ** -23);
      }
      return outputs;
    },
  };
  const sizes: number[] = [];
  const batched = batchedModel(inexact, { most: 2, delayMs: 5 }, (size) => sizes.push(size));
  const [one, other] = [picture(), picture()];
  for (let round = 0; round < 2; round += 1) {
    const outputs = await Promise.all([batched.run(one), batched.run(other)]);
    expect(outputs).toEqual([await model.run(one), await model.run(other)]);
  }
  expect(sizes).toEqual([1, 1]);
});

test('batchedModel() fails only the run that is wrong', async () => {
  const model = await testModel('centernet-features');
  const batched = batchedModel(model, { most: 2, delayMs: 5 }, () => undefined);
  const good = picture();
  const short = {
    image: { type: 'float32' as const, dims: [1, 3, side, side], data: new Float32Array(5) },
  };
  const [first, second] = await Promise.allSettled([batched.run(good), batched.run(short)]);
  expect(first.status).toBe('fulfilled');
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'model-feeds' } });
});

test('batchedModel() leaves a model as it is whose first dimension is no batch', async () => {
  const model = await testModel('use-lite');
  expect(model.batches).toBe(false);
  const sizes: number[] = [];
  const batched = batchedModel(model, { most: 8, delayMs: 50 }, (size) => sizes.push(size));
  const ids = { type: 'int32' as const, dims: [2], data: Int32Array.of(5, 9) };
  expect(await batched.run({ ids })).toEqual(await model.run({ ids }));
  expect(sizes).toEqual([1]);
});
