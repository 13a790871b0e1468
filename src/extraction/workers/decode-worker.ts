import { readFile } from 'node:fs/promises';
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import { z } from 'zod';
import { codeOf, messageOf } from '../../base/errors.ts';
import type { RasterName, Rasters } from '../../contracts/raster.ts';
import { decodeImage } from '../../media/image/decode.ts';
import { rastersOf } from '../../media/image/rasters.ts';
import { cutCrop } from '../../signals/crop-embedding/cut-crop.ts';
import type { Tools } from '../../signals/definition.ts';
import { builtInSignals, signalsWith } from '../../signals/table.ts';
import { rasterOf } from '../../signals/vision/raster-of.ts';
import { runSignals } from '../run-signals.ts';
import { threadCpuMs } from '../thread-cpu.ts';
import { yieldToOthers } from './priority.ts';
import type { DecodeAnswer, DecodeTask, PictureSource } from './tasks.ts';
import { transferListOf } from './transfer.ts';

const { background } = z.object({ background: z.boolean() }).parse(workerData);

if (background) yieldToOthers();

/**
 * Every raster that any signal of the program asks for; recipes ask for no others. They are always
 * made together: each is made from a larger one beside it, so that another set would change its
 * pixels, and a value computed alone, as for a query or of a signal that was missing, would differ
 * from that of a whole read.
 */
const allRasters = [
  ...new Set(
    builtInSignals.refs.flatMap((ref) => builtInSignals.findExtractor(ref)?.rasters ?? []),
  ),
];

/** Decodes one picture, once, into all rasters that are asked for, and runs the pixels' signals. */
export default async function decode(task: DecodeTask) {
  const answer = await tryDecode(task);
  const rasters = answer.ok ? answer.rasters : {};
  return move({
    [transferableSymbol]: transferListOf(rasters),
    [valueSymbol]: answer,
  });
}

async function tryDecode(task: DecodeTask): Promise<DecodeAnswer> {
  const { picture, wanted, signals, recipes, unit } = task;
  try {
    const begun = threadCpuMs();
    const { width, height, rasters } = await open(picture);
    const cpuMs = threadCpuMs() - begun;
    const image = { width, height, rasters };
    const said = await runSignals({ ...unit, image }, signals, noModels, signalsWith(recipes));
    return { ok: true, width, height, rasters: pick(rasters, wanted), said, cpuMs };
  } catch (error) {
    return { ok: false, code: codeOf(error), message: messageOf(error) };
  }
}

async function open({ box, ...picture }: PictureSource) {
  const { width, height, rasters } = await openWhole(picture);
  if (box === undefined) return { width, height, rasters };
  return { width, height, rasters: await cutCrop(rasterOf(rasters, 'view1280'), box) };
}

async function openWhole(picture: PictureSource) {
  if ('frame' in picture) {
    const { width, height } = picture.frame;
    return { width, height, rasters: await rastersOf(picture.frame, allRasters) };
  }
  const bytes = 'path' in picture ? await readFile(picture.path) : picture.bytes;
  return await decodeImage(bytes, allRasters);
}

function pick(rasters: Rasters, wanted: readonly RasterName[]): Rasters {
  return Object.fromEntries(wanted.map((name) => [name, rasters[name]]));
}

/** Models belong to the other workers, so that decoding never waits for one. */
const noModels: Tools = {
  model: (name) =>
    Promise.reject(new TypeError(`The model ${name} was asked for in the decode stage.`)),
  once: (_key, compute) => compute(),
};
