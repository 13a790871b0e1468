import { describe, expect, test } from 'vitest';
import { recipeSchema, type Recipe } from '../../src/signals/recipes/recipe.ts';
import { builtInSignals, signalsWith } from '../../src/signals/table.ts';

function imageRecipe(version: number, dims = 8): Recipe {
  return recipeSchema.parse({
    format: 1,
    signal: 'image_embedding',
    version,
    model: { name: 'tiny', digest: 'a'.repeat(64), origin: 'hf:tester/tiny@1' },
    dims,
    metric: 'cosine',
    encoder: {
      kind: 'image',
      input: 'pixels',
      resize: { to: 'exact', width: 8, height: 8 },
      filter: 'linear',
      crop: null,
      scale: 1,
      mean: [0, 0, 0],
      deviation: [1, 1, 1],
      output: 'image_embeds',
      pooling: 'none',
      space: 'hf:tester/tiny@1',
    },
    words: null,
    contract: { meaning: 'Where pictures lie.', owner: null, cost: 'cheap', on: '2026-11-23' },
  });
}

describe('signalsWith()', () => {
  test('puts the versions of recipes after those of the program, each with a schema of its own', () => {
    const registry = signalsWith([imageRecipe(3, 8), imageRecipe(4, 16)]);
    const refs = registry.refs.filter((ref) => ref.startsWith('image_embedding@'));
    expect(refs).toEqual([1, 2, 3, 4].map((version) => `image_embedding@${version}`));
    const vector = Array.from({ length: 8 }, () => 0.5);
    expect(registry.schemaOf('image_embedding@3').safeParse({ vector }).success).toBe(true);
    expect(registry.schemaOf('image_embedding@4').safeParse({ vector }).success).toBe(false);
    expect(registry.seesPictures('image_embedding@4')).toBe(true);
    expect(registry.withInputs(['crop_embedding@1', 'image_embedding@3'])).toEqual([
      'image_embedding@3',
      'objects@1',
      'crop_embedding@1',
    ]);
    expect(registry.recipesOf(['image_embedding@1', 'image_embedding@4'])).toEqual([
      imageRecipe(4, 16),
    ]);
  });

  test('leaves what it made for one installation out of another', () => {
    signalsWith([imageRecipe(3)]);
    expect(builtInSignals.findContract('image_embedding@3')).toBeUndefined();
    expect(() => builtInSignals.contractOf('image_embedding@3')).toThrow(/not in the registry/);
    expect(signalsWith([imageRecipe(3)])).toBe(signalsWith([imageRecipe(3)]));
  });

  test('keeps a recipe where the program has a version of its number, and drops what lies in that', () => {
    const registry = signalsWith([imageRecipe(2)]);
    expect(registry.contractOf('image_embedding@2').models).toEqual(['tiny']);
    expect(builtInSignals.spaceOf('crop_embedding@2')).toBe('image_embedding@2');
    expect(registry.findContract('crop_embedding@2')).toBeUndefined();
    expect(registry.refs).toContain('crop_embedding@1');
  });
});

test('a recipe of another kind of encoder than its signal needs is refused', () => {
  const { success } = recipeSchema.safeParse({ ...imageRecipe(3), signal: 'text_embedding' });
  expect(success).toBe(false);
});
