import type { Raster } from '../../contracts/raster.ts';
import { findText, type Look } from './find-text.ts';
import { readLine, type TextLine, type TextModels } from './read-line.ts';
import { inReadingOrder } from './reading-order.ts';

/** Below these, what is read on pictures without text outweighs what is read on those with it. */
const minConfidence = 0.75;
const minCharacterConfidence = 0.95;

/**
 * The lines of text on an RGB raster in reading order, at most 100: a cheap look, the detector
 * where that found something, the recogniser on each line, and what it is unsure of left out.
 */
export async function readText(
  models: TextModels,
  raster: Raster,
  look?: Look,
): Promise<TextLine[]> {
  const lines: TextLine[] = [];
  for (const { quad } of await findText(models.detector, raster, look)) {
    const line = await readLine(models, raster, quad);
    if (isLegible(line)) lines.push(line);
  }
  return inReadingOrder(lines);
}

function isLegible({ text, confidence }: TextLine): boolean {
  const characters = text.trim();
  if (characters === '') return false;
  const isSingle = /^.$/u.test(characters);
  return confidence >= (isSingle ? minCharacterConfidence : minConfidence);
}
