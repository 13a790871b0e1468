import { fileURLToPath } from 'node:url';
import { decoderProcess } from '../../media/video/decoder-process.ts';
import { readVideo } from '../../media/video/read-video.ts';
import { failed, ok, type Check } from './check.ts';

/** One second of H.264 in MP4, 32×32, four frames. */
const sample = fileURLToPath(new URL('./sample.mp4', import.meta.url));

export const videoDecoder: Check = {
  name: 'video decoder',
  async run() {
    const decoder = decoderProcess();
    try {
      const { facts, keyframes } = await readVideo(sample, { decoder });
      const isRight = facts.width === 32 && facts.height === 32 && keyframes.length === 1;
      if (isRight) return ok('FFmpeg of node-av decodes a sample of H.264 in a process of its own');
      return failed(
        `the sample was read wrongly: ${JSON.stringify(facts)}`,
        'Run "npm ci" so that node-av is the version of package-lock.json.',
      );
    } finally {
      decoder.stop();
    }
  },
};
