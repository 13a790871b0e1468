import type { Raster } from '../../contracts/raster.ts';
import type { Model } from '../../runtime/model.ts';
import type { Reading } from './ctc.ts';
import { alongLine, upsideDown } from './orientation.ts';
import { turnQuad, type Quad } from './quad.ts';
import { recogniseLine } from './recognise.ts';

export interface TextModels {
  readonly detector: Model;
  readonly recogniser: Model;
  readonly orientation: Model;
}

/** A line of text: what it says, how sure that is (0..1), and its rectangle from its start. */
export interface TextLine extends Reading {
  readonly quad: Quad;
}

/** The orientation classifier is believed first from here on … */
const turnedProbability = 0.9;
/** … and not asked twice below here. */
const uprightProbability = 0.05;
/** A line read as surely as this is not tried the other way round. */
const sureConfidence = 0.9;

/**
 * Reads the text of a rectangle. The classifier says which way to read first; since it errs on
 * short and ornamental words, an unsure reading is tried upside down too and the surer one is kept.
 */
export async function readLine(models: TextModels, raster: Raster, quad: Quad): Promise<TextLine> {
  const given = alongLine(quad);
  const turned = await upsideDown(models.orientation, raster, given);
  const first = turned > turnedProbability ? turnQuad(given, 2) : given;
  const reading = await recogniseLine(models.recogniser, raster, first);
  const line = { ...reading, quad: first };
  if (reading.confidence >= sureConfidence || turned < uprightProbability) return line;
  const opposite = turnQuad(first, 2);
  const other = await recogniseLine(models.recogniser, raster, opposite);
  return other.confidence > line.confidence ? { ...other, quad: opposite } : line;
}
