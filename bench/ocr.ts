import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Raster } from '../src/contracts/raster.ts';
import { openModelByName } from '../src/models/open.ts';
import { regionsToRead } from '../src/signals/ocr/cheap-look.ts';
import type { TextLine, TextModels } from '../src/signals/ocr/read-line.ts';
import { findText, fullLook, type Look } from '../src/signals/ocr/find-text.ts';
import { readText } from '../src/signals/ocr/read-text.ts';
import { cpuMsOf } from './cpu-time.ts';
import { renderPictures, samplePhotos, viewOf } from './ocr/pictures.ts';
import { bare, similarity } from './ocr/similarity.ts';

/** What one way of looking costs and finds on a set of pictures. */
interface LookFigures {
  /** CPU ms to find text, all pictures together. */
  detectMs: number;
  /** CPU ms to find and read it. */
  readMs: number;
  readonly lines: (readonly TextLine[])[];
}

interface OcrFigures {
  readonly pictures: number;
  readonly full: LookFigures;
  readonly cheap: LookFigures;
}

/** A line counts as read when this similar, spaces, marks and case aside. */
const readSimilarity = 0.8;

/** Looks at each picture both ways in turn, so that what else the machine does meets both alike. */
async function compareLooks(models: TextModels, rasters: readonly Raster[]): Promise<OcrFigures> {
  const full: LookFigures = { detectMs: 0, readMs: 0, lines: [] };
  const cheap: LookFigures = { detectMs: 0, readMs: 0, lines: [] };
  for (const raster of rasters) {
    await addLook(full, models, raster, fullLook);
    await addLook(cheap, models, raster, regionsToRead);
  }
  return { pictures: rasters.length, full, cheap };
}

async function addLook(figures: LookFigures, models: TextModels, raster: Raster, look: Look) {
  figures.detectMs += await cpuMsOf(() => findText(models.detector, raster, look));
  figures.readMs += await cpuMsOf(async () => {
    figures.lines.push(await readText(models, raster, look));
  });
}

/**
 * The share of wanted texts, picture by picture, that some line read there is similar to, or up to
 * four lines that follow one another: a line read in pieces is read.
 */
function recall(wanted: readonly (readonly string[])[], read: LookFigures['lines']): number {
  const found = wanted.map((texts, index) => {
    const lines = (read[index] ?? []).map(({ text }) => bare(text));
    const runs = lines.flatMap((_, start) =>
      [1, 2, 3, 4].map((length) => lines.slice(start, start + length).join('')),
    );
    return texts.filter((text) => runs.some((run) => similarity(run, bare(text)) >= readSimilarity))
      .length;
  });
  const total = wanted.flat().length;
  return total === 0 ? 1 : found.reduce((sum, count) => sum + count, 0) / total;
}

function report(
  title: string,
  figures: OcrFigures,
  drawn?: readonly (readonly string[])[],
): string {
  const { full, cheap, pictures } = figures;
  const rows = (['full', 'cheap'] as const).map((name) => {
    const { detectMs, readMs, lines } = figures[name];
    const ofDrawn = drawn === undefined ? '' : ` | drawn read ${percent(recall(drawn, lines))}`;
    const silent = lines.filter((found) => found.length === 0).length;
    return `  ${name.padEnd(5)} | detect ${(detectMs / pictures).toFixed(0)} ms | detect + read ${(readMs / pictures).toFixed(0)} ms | ${lines.flat().length} lines, ${silent} pictures without${ofDrawn}`;
  });
  const read = full.lines.map((lines) => lines.map(({ text }) => text));
  const kept = recall(read, cheap.lines);
  return [
    `${title}, ${pictures} pictures, CPU ms a picture`,
    ...rows,
    `  lost by the cheap look: ${percent(1 - kept)} of the lines read by the full one; saved: ${percent(1 - cheap.detectMs / full.detectMs)} of detection, ${percent(1 - cheap.readMs / full.readMs)} of all`,
    '',
  ].join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** The cheap look against looking at everything, on photos of clothes and on rendered text. */
export async function benchOcr(count = 100): Promise<string> {
  const folder = join(tmpdir(), 'understory-bench-models');
  const models = {
    detector: await openModelByName('ppocr-v4-det', folder),
    recogniser: await openModelByName('ppocr-v4-rec', folder),
    orientation: await openModelByName('ppocr-v4-cls', folder),
  };
  const clothing = resolve(process.env.UNDERSTORY_DATA ?? '../shared/data', 'clothing');
  const photos = existsSync(clothing) ? await samplePhotos(clothing, count) : [];
  const rendered = await renderPictures(count, photos);
  const drawn = rendered.map(({ lines }) => lines.map(({ text }) => text));
  const rasters = rendered.map(({ raster }) => raster);
  const parts = [report('Rendered text', await compareLooks(models, rasters), drawn)];
  if (photos.length > 0) {
    const views = await Promise.all(photos.map(viewOf));
    parts.push(report('Photos of clothes', await compareLooks(models, views)));
  }
  return parts.join('\n');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(await benchOcr(Number(process.argv[2] ?? 100)));
}
