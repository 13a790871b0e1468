import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { noiseDeviation, noiseOf } from '../../../src/signals/image-quality/noise.ts';

test.each([2, 5, 10])(
  'noiseDeviation() finds the deviation %d of Gaussian noise on a slope',
  (deviation) => {
    const random = seededRandom(deviation);
    const data = Float32Array.from({ length: 320 * 240 }, (_, at) => {
      const noise = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      return 60 + (at % 320) / 3 + deviation * noise;
    });
    const estimate = noiseDeviation({ width: 320, height: 240, data });
    expect(Math.abs(estimate - deviation) / deviation).toBeLessThan(0.15);
  },
);

test('noiseOf() is 0 where everything is clipped, or too small to tell', () => {
  expect(noiseOf({ width: 64, height: 64, data: new Float32Array(4096).fill(255) })).toBe(0);
  expect(noiseOf({ width: 4, height: 4, data: new Float32Array(16).fill(9) })).toBe(0);
});
