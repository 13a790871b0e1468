import { describe, expect, test } from 'vitest';
import { readTfjsModel } from '../../../src/models/tfjs/read.ts';

const json = (weights: unknown[]) => ({
  modelTopology: { node: [] },
  weightsManifest: [{ paths: ['a.bin'], weights }],
});

describe('readTfjsModel()', () => {
  test('reads plain, scaled and half-precision weights one after another', () => {
    const shards = new Uint8Array([
      ...new Uint8Array(Float32Array.of(1.5, -2).buffer),
      0,
      255,
      ...new Uint8Array(Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0001).buffer),
      ...new Uint8Array(Int32Array.of(-7).buffer),
      1,
    ]);
    const { weights } = readTfjsModel(
      json([
        { name: 'plain', shape: [2], dtype: 'float32' },
        {
          name: 'scaled',
          shape: [2, 1],
          dtype: 'float32',
          quantization: { dtype: 'uint8', min: -1, scale: 0.01 },
        },
        {
          name: 'half',
          shape: [4],
          dtype: 'float32',
          quantization: { dtype: 'float16', original_dtype: 'float32' },
        },
        { name: 'whole', shape: [], dtype: 'int32' },
        { name: 'flag', shape: [1], dtype: 'bool' },
      ]),
      shards,
    );
    expect(Array.from(weights.get('plain')?.data ?? [], Number)).toEqual([1.5, -2]);
    expect(weights.get('scaled')?.data[1]).toBeCloseTo(1.55, 6);
    // 1, −2, the largest half, and the smallest above zero (IEEE 754-2008, table 3.5).
    expect(Array.from(weights.get('half')?.data ?? [], Number)).toEqual([1, -2, 65504, 2 ** -24]);
    expect(weights.get('whole')).toEqual({ type: 'int32', dims: [], data: Int32Array.of(-7) });
    expect(weights.get('flag')).toEqual({ type: 'bool', dims: [1], data: Uint8Array.of(1) });
  });

  test.each([
    ['cut short', 7, /needs 8 bytes/],
    ['too long', 9, /describes 8 bytes/],
  ])('refuses weight files that are %s', (_, sizeBytes, message) => {
    const model = json([{ name: 'w', shape: [2], dtype: 'float32' }]);
    expect(() => readTfjsModel(model, new Uint8Array(sizeBytes))).toThrow(message);
  });

  test('refuses what is no graph model', () => {
    expect(() => readTfjsModel({ layers: [] }, new Uint8Array())).toThrow(/modelTopology/);
  });
});
