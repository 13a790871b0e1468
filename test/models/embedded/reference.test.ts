import { describe, expect, test } from 'vitest';
import { checkReference, readReference } from '../../../src/models/embedded/reference.ts';
import { embeddedModels } from '../../../src/models/embedded/table.ts';
import { testModel } from '../../fixtures/models.ts';

const converted = [...embeddedModels.values()].filter(({ source }) => source.kind === 'tfjs');

describe('checkReference()', () => {
  test.each(converted.map(({ name }) => name))(
    'finds that %s answers as its own runtime does',
    async (name) => {
      const difference = await checkReference(await testModel(name), await readReference(name));
      expect(difference).toBeLessThan(1e-3);
    },
  );

  test('refuses a model whose answers differ', async () => {
    const model = await testModel('centernet-features');
    const reference = await readReference('centernet-features');
    const [first = 0, ...others] = reference.outputs.features?.start ?? [];
    const altered = {
      ...reference,
      outputs: { features: { dims: [1, 120], start: [first + 0.05, ...others] } },
    };
    await expect(checkReference(model, altered)).rejects.toMatchObject({
      code: 'reference-mismatch',
    });
  });

  test('refuses a model that answers with something other than numbers', async () => {
    const reference = await readReference('centernet-features');
    const silent = {
      name: 'silent',
      digest: '',
      file: () => Promise.resolve(new Uint8Array()),
      run: () =>
        Promise.resolve({
          features: {
            type: 'float32' as const,
            dims: [1, 120],
            data: new Float32Array(120).fill(NaN),
          },
        }),
    };
    await expect(checkReference(silent, reference)).rejects.toMatchObject({
      code: 'reference-mismatch',
    });
  });
});
