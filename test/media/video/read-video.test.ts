import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Raster } from '../../../src/contracts/raster.ts';
import { decoderProcess } from '../../../src/media/video/decoder-process.ts';
import { frameAt, readVideo } from '../../../src/media/video/read-video.ts';
import { dataFolder } from '../../fixtures/data.ts';
import { checkerboard, scenes } from '../../fixtures/scenes.ts';
import { writeVideo } from '../../fixtures/video.ts';

const data = dataFolder();
/** As FFmpeg 5.1's ffprobe gives them. */
const clips = [
  { name: 'doorknob-hd-no-bar.mp4', width: 1280, height: 720, seconds: 4, hasAudio: true },
  { name: 'pattern-sd-grey-bar.mp4', width: 480, height: 720, seconds: 6.867, hasAudio: true },
  {
    name: 'pattern-sd-with-small-logo-bar.mp4',
    width: 480,
    height: 720,
    seconds: 6.867,
    hasAudio: true,
  },
  { name: 'test-padded-dimensions.mp4', width: 1080, height: 1080, seconds: 5, hasAudio: false },
];

let folder: string;
const decoder = decoderProcess();
const options = { decoder };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'video-'));
});
afterAll(async () => {
  decoder.stop();
  await rm(folder, { recursive: true });
});

/** Three shots of 2, 1.5 and 2.5 seconds with motion in each. */
async function threeShots(name: string, codec?: 'mpeg4' | 'vp8'): Promise<string> {
  const path = join(folder, name);
  await writeVideo(path, {
    width: 320,
    height: 180,
    framesPerSecond: 24,
    frameCount: 144,
    paint: scenes(320, 180, [48, 84]),
    ...(codec && { codec }),
  });
  return path;
}

describe('readVideo', () => {
  it.skipIf(data === undefined).each(clips)(
    'readVideo() gives the facts and one shot of $name, filmed in one go',
    async ({ name, width, height, seconds, hasAudio }) => {
      const reading = await readVideo(join(data ?? '', 'video', name), options);
      expect(reading.facts).toMatchObject({
        width,
        height,
        hasAudio,
        codec: 'h264',
        frameRate: 30,
      });
      expect(reading.facts.durationSeconds).toBeCloseTo(seconds, 2);
      expect(reading.shots).toHaveLength(1);
      expect(reading.keyframes[0]?.raster).toMatchObject({ width, height, channels: 3 });
    },
  );

  it.each([
    ['h264 in MP4', 'cuts.mp4', undefined, 'h264'],
    ['VP8 in WebM', 'cuts.webm', 'vp8', 'vp8'],
    ['MPEG-4 in AVI', 'cuts.avi', 'mpeg4', 'mpeg4'],
    ['h264 in MPEG-TS', 'cuts.ts', undefined, 'h264'],
  ] as const)(
    'readVideo() finds cuts within a sample interval in %s',
    async (_, name, codec, is) => {
      const reading = await readVideo(await threeShots(name, codec), options);
      expect(reading.facts).toMatchObject({ codec: is, width: 320, height: 180, hasAudio: false });
      expect(reading.facts.durationSeconds).toBeCloseTo(6, 0);
      expect(reading.shots).toHaveLength(3);
      for (const [index, start] of [0, 2, 3.5].entries()) {
        expect(Math.abs((reading.shots[index]?.startSeconds ?? -1) - start)).toBeLessThan(0.25);
      }
      for (const [index, shot] of reading.shots.entries()) {
        expect(shot.keyframeSeconds).toBeGreaterThanOrEqual(shot.startSeconds);
        expect(shot.keyframeSeconds).toBeLessThan(shot.endSeconds);
        expect(reading.keyframes[index]?.seconds).toBe(shot.keyframeSeconds);
      }
      const [first, second, third] = reading.keyframes.map(({ raster }) => meanColour(raster));
      expect(first?.[0]).toBeGreaterThan(first?.[2] ?? 255);
      expect(second?.[1]).toBeGreaterThan(second?.[0] ?? 255);
      expect(third?.[2]).toBeGreaterThan(third?.[1] ?? 255);
    },
  );

  it('readVideo() passes over the weakest cuts when there are more than keyframes', async () => {
    const path = await threeShots('few.mp4');
    const reading = await readVideo(path, { ...options, limits: { maxKeyframes: 2 } });
    expect(reading.shots).toHaveLength(2);
    expect(reading.shots[1]?.endSeconds).toBeCloseTo(6, 1);
  });

  it('readVideo() samples key frames only when the video has too many pixels', async () => {
    const path = await threeShots('large.mp4');
    const reading = await readVideo(path, { ...options, limits: { maxDecodedPixels: 1e6 } });
    expect(reading.facts.durationSeconds).toBeCloseTo(6, 1);
    expect(reading.shots.length).toBeGreaterThanOrEqual(1);
  });

  it('readVideo() shows a turned, mirrored and stretched video upright', async () => {
    const one = 0x10000;
    const path = join(folder, 'turned.mp4');
    const plan = {
      width: 320,
      height: 160,
      framesPerSecond: 10,
      frameCount: 10,
      paint: () => checkerboard(320, 160, ['#ff0000', '#00ff00', '#0000ff', '#ffffff']),
    };
    await writeVideo(path, {
      ...plan,
      displayMatrix: [0, one, 0, -one, 0, 0, 0, 0, 0x40000000],
    });
    const turned = await readVideo(path, options);
    expect(turned.facts).toMatchObject({ width: 160, height: 320 });
    // A quarter turn clockwise: the lower left corner (blue) becomes the upper left.
    expectCorners(turned.keyframes[0]?.raster, ['0000ff', 'ff0000', 'ffffff', '00ff00']);

    await writeVideo(path, {
      ...plan,
      displayMatrix: [-one, 0, 0, 0, one, 0, 0, 0, 0x40000000],
      pixelAspect: [2, 1],
    });
    const mirrored = await readVideo(path, options);
    expect(mirrored.facts).toMatchObject({ width: 640, height: 160 });
    expectCorners(mirrored.keyframes[0]?.raster, ['00ff00', 'ff0000', 'ffffff', '0000ff']);
  });
});

describe('frameAt', () => {
  it('frameAt() gives the frame of the time, and the last one past the end', async () => {
    const path = await threeShots('frames.mp4');
    const second = meanColour(await frameAt(path, 2.5, options));
    const last = meanColour(await frameAt(path, 1000, options));
    expect(second[1]).toBeGreaterThan(second[0]);
    expect(last[2]).toBeGreaterThan(last[1]);
  });

  it('frameAt() shrinks to the side that is asked for', async () => {
    const path = await threeShots('small.mp4');
    const raster = await frameAt(path, 0, { ...options, limits: { keyframeSide: 64 } });
    expect(raster).toMatchObject({ width: 64, height: 36 });
  });
});

describe('readVideo with bad input', () => {
  async function failure(
    content: Buffer | string,
    name = 'bad.mp4',
    limits = {},
  ): Promise<unknown> {
    const path = join(folder, name);
    await writeFile(path, content);
    return readVideo(path, { ...options, limits }).then(
      ({ facts }) => facts,
      (error: unknown) => error,
    );
  }

  it('readVideo() refuses an empty file, garbage and text, each with its code', async () => {
    const garbage = Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 251));
    expect(await failure('')).toMatchObject({ code: 'empty-file', fault: 'input' });
    expect(await failure(garbage)).toMatchObject({ code: 'unsupported-format', fault: 'input' });
    expect(await failure('not a video\n'.repeat(1000))).toMatchObject({
      code: 'unsupported-format',
    });
  });

  it('readVideo() refuses a file cut off in the middle', async () => {
    for (const name of ['whole.mp4', 'whole.mkv']) {
      const whole = await readFile(await threeShots(name));
      const half = whole.subarray(0, whole.length / 2);
      expect(await failure(half, `half-${name}`)).toMatchObject({ code: 'truncated' });
    }
  });

  it('readVideo() refuses lists that point at other files', async () => {
    const path = await threeShots('target.ts');
    const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\n${path}\n#EXT-X-ENDLIST\n`;
    expect(await failure(playlist, 'list.m3u8')).toMatchObject({ code: 'unsupported-format' });
    expect(await failure(playlist, 'list.mp4')).toMatchObject({ code: 'unsupported-format' });
    const concat = `ffconcat version 1.0\nfile '${path}'\n`;
    expect(await failure(concat, 'list.ffconcat')).toMatchObject({ code: 'unsupported-format' });
  });

  it('readVideo() refuses frames of too many pixels', async () => {
    const whole = await readFile(await threeShots('pixels.mp4'));
    expect(await failure(whole, 'bad.mp4', { maxFramePixels: 50_000 })).toMatchObject({
      code: 'too-many-pixels',
    });
  });

  it('readVideo() ends a reading that takes too long or too much memory', async () => {
    const whole = await readFile(await threeShots('slow.mp4'));
    expect(await failure(whole, 'bad.mp4', { timeoutMs: 1 })).toMatchObject({
      code: 'decode-timeout',
    });
    const large = join(folder, 'heavy.mp4');
    await writeVideo(large, {
      width: 640,
      height: 360,
      framesPerSecond: 25,
      frameCount: 150,
      paint: scenes(640, 360, []),
    });
    const heavy = readVideo(large, { ...options, limits: { maxResidentBytes: 1e6 } });
    await expect(heavy).rejects.toMatchObject({ code: 'decoder-memory', fault: 'input' });
  });

  it('readVideo() reads the next video when the decoder died during one', async () => {
    const path = await threeShots('killed.mp4');
    await copyFile(path, join(folder, 'next.mp4'));
    await readVideo(path, options);
    const dying = readVideo(path, options).catch((error: unknown) => error);
    const next = readVideo(join(folder, 'next.mp4'), options);
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.kill(decoder.pid() ?? 0, 'SIGKILL');
    expect(await dying).toMatchObject({ code: 'decoder-crashed', fault: 'input' });
    expect((await next).shots).toHaveLength(3);
  });
});

function meanColour({ data: pixels, width, height }: Raster): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < pixels.length; i += 3) {
    for (const channel of [0, 1, 2] as const) sums[channel] += pixels[i + channel] ?? 0;
  }
  return sums.map((sum) => sum / (width * height)) as [number, number, number];
}

/** Upper left, upper right, lower left, lower right, within what coding takes away. */
function expectCorners(raster: Raster | undefined, colours: readonly string[]): void {
  if (raster === undefined) throw new Error('no raster');
  const { width, height } = raster;
  const points = [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.25, 0.75],
    [0.75, 0.75],
  ] as const;
  for (const [index, [x, y]] of points.entries()) {
    const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 3;
    const expected = Buffer.from(colours[index] ?? '', 'hex');
    for (const channel of [0, 1, 2]) {
      expect(Math.abs((raster.data[at + channel] ?? 0) - (expected[channel] ?? 0))).toBeLessThan(
        12,
      );
    }
  }
}
