import { abstain, ok } from '../contracts/outcome.ts';
import type { Raster } from '../contracts/raster.ts';
import { signalValues, type SignalValue } from '../contracts/values.ts';
import { defineSignal } from './definition.ts';
import { isNearWhite, standsOnWhite } from './palette/background.ts';
import { clusterColours } from './palette/clusters.ts';
import { binColours } from './palette/colour-bins.ts';
import { colourName } from './palette/colour-names.ts';
import { hexOfRgb } from './palette/lab.ts';

const smallestShare = 0.015;
const mostColours = 8;

export const palette = defineSignal({
  contract: {
    name: 'palette',
    version: 1,
    kind: 'labels',
    inputs: ['image'],
    models: [],
    meaning:
      'The dominant colours of the picture with the share of it that each takes, largest first. When the picture stands on white (a product shot, a drawing, transparency), the white comes last whatever its share, so that the first colour is the subject’s.',
    range:
      'share: 0..1 of the pixels; colours under 1.5 % are left out, so shares sum to a little under 1. lab: CIELAB (D65). name: the nearest plain name by CIEDE2000.',
    cost: 'cheap',
    units: { 'colours[].lab[]': 'CIELAB, D65', 'colours[].share': 'share of the pixels' },
    expectations: [
      { expect: 'null-rate', most: 0.05, besides: ['no picture'] },
      { expect: 'sum', path: 'colours[].share', least: 0, most: 1.0001 },
      { expect: 'length', path: 'colours', most: 8 },
      { expect: 'distribution', path: 'colours[].name', most: 0.2 },
    ],
  },
  schema: signalValues.palette,
  scope: 'image',
  stage: 'decode',
  rasters: ['small256'],
  async extract({ image }) {
    const raster = image?.rasters.small256;
    return raster ? ok(paletteOf(raster)) : abstain('no picture');
  },
});

function paletteOf(raster: Raster): SignalValue<'palette'> {
  const pixels = raster.width * raster.height;
  const clusters = clusterColours(binColours(raster))
    .filter(({ count }) => count >= smallestShare * pixels)
    .slice(0, mostColours);
  const onWhite = standsOnWhite(raster);
  const ground = clusters.filter(({ lab }) => onWhite && isNearWhite(lab));
  const subject = clusters.filter((cluster) => !ground.includes(cluster));
  const colours = [...subject, ...ground].map(({ rgb, lab, count }) => ({
    name: colourName(lab),
    hex: hexOfRgb(rgb),
    lab: lab.map((value) => Math.round(value * 100) / 100),
    share: count / pixels,
  }));
  return { colours };
}
