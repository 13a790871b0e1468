import { abstain, ok } from '../contracts/outcome.ts';
import type { Raster } from '../contracts/raster.ts';
import { signalValues, type SignalValue } from '../contracts/values.ts';
import { defineSignal, type Unit } from './definition.ts';
import { blankOf } from './image-quality/blank.ts';
import { contentArea } from './image-quality/border.ts';
import { luminanceOf, ramp, type Area } from './image-quality/luminance.ts';
import { noiseOf } from './image-quality/noise.ts';
import { qualityScore } from './image-quality/score.ts';
import { sharpnessOf } from './image-quality/sharpness.ts';
import { contrastOf, exposureOf, histogramOf } from './image-quality/tone.ts';
import { standsOnWhite } from './palette/background.ts';

export const imageQuality = defineSignal({
  contract: {
    name: 'image_quality',
    version: 1,
    kind: 'score',
    inputs: ['image', 'ocr@1'],
    models: [],
    meaning:
      'How good the picture is technically, not whether it is beautiful. Each measure can be read alone: sharpness (blur), exposure (too dark, too bright), contrast, noise, resolution (shorter side of the original), border (letterbox, frame), textOverlay (share under text lines), blank (share of one flat colour). Sharpness, exposure, contrast and noise are of the part inside the border, seen at 1,280 pixels.',
    range:
      'Every measure 0..1. sharpness, exposure, contrast, resolution and score: 1 is good. noise, border, textOverlay: 0 is good. blank: only above 0.9 is it bad. resolution: 0 at 64 pixels, 1 at 1,024, each doubling a quarter.',
    cost: 'moderate',
    expectations: [
      { expect: 'null-rate', most: 0.05, besides: ['no picture'] },
      { expect: 'range', path: '*', least: 0, most: 1 },
    ],
  },
  schema: signalValues.image_quality,
  scope: 'image',
  stage: 'inference',
  rasters: ['small256', 'view1280'],
  async extract({ image, signals }) {
    const { small256, view1280 } = image?.rasters ?? {};
    if (!image || !small256 || !view1280) return abstain('no picture');
    return ok(measure(image, small256, view1280, signals.ocr?.area ?? 0));
  },
});

function measure(
  original: NonNullable<Unit['image']>,
  small: Raster,
  view: Raster,
  textOverlay: number,
): SignalValue<'image_quality'> {
  const smallArea = contentArea(small);
  const plane = luminanceOf(view, scaledInside(smallArea, small, view));
  const histogram = histogramOf(luminanceOf(small, smallArea));
  const measures = {
    sharpness: sharpnessOf(plane),
    exposure: exposureOf(histogram, standsOnWhite(small)),
    contrast: contrastOf(histogram),
    noise: noiseOf(plane),
    resolution: resolutionOf(Math.min(original.width, original.height)),
    border: 1 - (smallArea.width * smallArea.height) / (small.width * small.height),
    textOverlay,
    blank: blankOf(small),
  };
  return { ...measures, score: qualityScore(measures) };
}

function resolutionOf(shorterSidePx: number): number {
  return ramp(Math.log2(shorterSidePx), Math.log2(64), Math.log2(1024));
}

/** The same area of a larger raster, rounded inwards so that no line of the border is in it. */
function scaledInside(area: Area, from: Raster, to: Raster): Area {
  const [x, y] = [to.width / from.width, to.height / from.height];
  const left = Math.ceil(area.left * x);
  const top = Math.ceil(area.top * y);
  return {
    left,
    top,
    width: Math.max(1, Math.floor((area.left + area.width) * x) - left),
    height: Math.max(1, Math.floor((area.top + area.height) * y) - top),
  };
}
