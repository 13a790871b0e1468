import { abstain, ok } from '../contracts/outcome.ts';
import { objectsValue } from '../contracts/values.ts';
import { boxUnits } from './contract/picture-units.ts';
import { defineSignal } from './definition.ts';
import { decodeDetections } from './objects/decode-detections.ts';
import { suppressOverlaps } from './objects/non-maximum-suppression.ts';
import { outputOf } from './vision/output-of.ts';
import { planesOf } from './vision/planes.ts';
import { rasterOf } from './vision/raster-of.ts';

const modelName = 'centernet';
const side = 512;
const detectionCount = 100;
const minScore = 0.3;
const maxOverlap = 0.5;
const maxObjects = 30;

/** Everyday objects and where they are. */
export const objects = defineSignal({
  contract: {
    name: 'objects',
    version: 1,
    kind: 'boxes',
    inputs: ['image'],
    models: [modelName],
    meaning:
      'Objects of the 80 classes of COCO (people, animals, vehicles, furniture, food, things of ' +
      'daily use) with their boxes, best first. A small detector for photos: it misses small and ' +
      'crowded objects, knows no other classes, and errs more on drawings. Boxes of one class ' +
      'that share more than half of their area are one object. An empty list means that none ' +
      'of these classes was found.',
    range:
      'Scores 0.3..1, rising with the chance that the object is there but no probabilities; boxes ' +
      'are shares of the upright picture; at most 30 objects.',
    cost: 'dear',
    units: boxUnits('objects[].box'),
    expectations: [
      { expect: 'null-rate', most: 0.05, besides: ['no picture'] },
      { expect: 'range', path: 'objects[].score', least: 0.3, most: 1 },
      { expect: 'range', path: 'objects[].box.*', least: 0, most: 1 },
      { expect: 'length', path: 'objects', most: 30 },
      { expect: 'distribution', path: 'objects[].label', most: 0.2 },
    ],
  },
  schema: objectsValue,
  scope: 'image',
  stage: 'inference',
  rasters: ['square512'],
  async extract(unit, tools) {
    if (unit.image === undefined) return abstain('no picture');
    const image = planesOf(rasterOf(unit.image.rasters, 'square512'), 'raw');
    const outputs = await (await tools.model(modelName)).run({ image });
    const detections = outputOf(outputs, 'detections', detectionCount * 6);
    const found = suppressOverlaps(decodeDetections(detections, side, minScore), maxOverlap);
    return ok({ objects: found.slice(0, maxObjects) });
  },
});
