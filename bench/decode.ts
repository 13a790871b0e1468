import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { rasterSpecs, type RasterName } from '../src/contracts/raster.ts';
import { decodeImage } from '../src/media/image/decode.ts';
import { compareCpu, median } from './cpu-time.ts';
import { samplePhoto } from './sample-photo.ts';

/** CPU ms a picture. */
export interface DecodeFigures {
  /** From the bytes of a JPEG of 1200×1800 to 224×224. */
  readonly ours: number;
  /** Every raster that signals ask for. */
  readonly oursAllRasters: number;
  /** The same as `ours` in Pillow, bilinear; undefined where Pillow is not installed. */
  readonly pillow: number | undefined;
  /** With Pillow's draft mode, which shrinks while decoding, as ours does. */
  readonly pillowDraft: number | undefined;
}

const allRasters = Object.keys(rasterSpecs) as RasterName[];

/** Decode and resize against Debian's python3-pil, in turns. */
export async function benchDecode(rounds = 30): Promise<DecodeFigures> {
  const photo = await samplePhoto(1200, 1800);
  const folder = await mkdtemp(join(tmpdir(), 'understory-bench-'));
  try {
    const file = join(folder, 'photo.jpg');
    await writeFile(file, photo);
    const contenders = {
      ours: () => decodeImage(photo, ['square224']),
      oursAllRasters: () => decodeImage(photo, allRasters),
    };
    const before = await pillowMs(file, rounds);
    const ours = await compareCpu(contenders, rounds);
    const after = await pillowMs(file, rounds);
    const mean = (at: 0 | 1) => before && after && median([before[at], after[at]]);
    return { ...ours, pillow: mean(0), pillowDraft: mean(1) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const script = `
import io, json, statistics, sys, time
from PIL import Image
data = open(sys.argv[1], 'rb').read()
def once(draft):
    start = time.process_time()
    image = Image.open(io.BytesIO(data))
    if draft: image.draft('RGB', (224, 224))
    image.convert('RGB').resize((224, 224), Image.BILINEAR).tobytes()
    return (time.process_time() - start) * 1000
rounds = int(sys.argv[2])
print(json.dumps([statistics.median([once(d) for _ in range(rounds + 3)][3:]) for d in (False, True)]))
`;

/** Median ms of Pillow without and with draft mode; undefined where no Python has it. */
async function pillowMs(file: string, rounds: number): Promise<[number, number] | undefined> {
  for (const python of ['python3', '/usr/bin/python3']) {
    const answer = await promisify(execFile)(python, ['-c', script, file, String(rounds)]).catch(
      () => undefined,
    );
    if (answer) return JSON.parse(answer.stdout) as [number, number];
  }
  return undefined;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { ours, oursAllRasters, pillow, pillowDraft } = await benchDecode();
  const peer = (name: string, ms: number | undefined) =>
    ms === undefined
      ? `${name} not installed`
      : `${name} ${ms.toFixed(1)} (${(ms / ours).toFixed(1)}×)`;
  process.stdout.write(
    `1200×1800 JPEG to 224×224, CPU ms: ours ${ours.toFixed(1)}, ${peer('Pillow', pillow)}, ` +
      `${peer('Pillow draft', pillowDraft)}; every raster ${oursAllRasters.toFixed(1)}\n`,
  );
}
