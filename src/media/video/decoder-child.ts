/**
 * The main of the process that decodes videos: it answers requests of its parent, one at a time,
 * and may crash or be killed at any moment.
 */
import { AV_LOG_QUIET } from 'node-av/constants';
import { Log } from 'node-av/lib';
import { codeOf, messageOf, UnderstoryError } from '../../base/errors.ts';
import { analyseVideo } from './analyse-video.ts';
import { outOfMemoryExit } from './messages.ts';
import type { DecoderAnswer, DecoderRequest } from './messages.ts';
import { openVideo } from './open-video.ts';
import { seekRaster } from './seek-raster.ts';

const memoryCheckMs = 100;

Log.setLevel(AV_LOG_QUIET);
process.on('disconnect', () => process.exit(0));
process.on('message', (request: DecoderRequest) => void answer(request));

async function answer(request: DecoderRequest): Promise<void> {
  // Decoding runs on threads of its own, so this timer fires while it is going on.
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() > request.limits.maxResidentBytes) process.exit(outOfMemoryExit);
  }, memoryCheckMs);
  try {
    send({ status: 'ok', value: await perform(request) });
  } catch (error) {
    const fault = error instanceof UnderstoryError ? error.fault : 'internal';
    send({ status: 'failed', fault, code: codeOf(error), message: messageOf(error) });
  } finally {
    clearInterval(watch);
  }
}

async function perform(request: DecoderRequest): Promise<unknown> {
  const { path, limits } = request;
  if (request.kind === 'read') return analyseVideo(path, limits);
  const video = await openVideo(path, limits.maxFramePixels);
  try {
    return await seekRaster(video, request.seconds, {
      choice: 'every',
      side: limits.keyframeSide,
      maxFramePixels: limits.maxFramePixels,
    });
  } finally {
    await video.format.closeInput();
  }
}

function send(answer: DecoderAnswer): void {
  process.send?.(answer);
}
