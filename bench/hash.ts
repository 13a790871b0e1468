import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { decodeImage } from '../src/media/image/decode.ts';
import { pdqOf } from '../src/signals/perceptual-hash/pdq.ts';
import { compareCpu } from './cpu-time.ts';
import { samplePhoto } from './sample-photo.ts';

/** CPU ms a picture. */
export interface HashFigures {
  /** All pixels as RGB, nothing else. */
  readonly bareDecode: number;
  /** Decoding to the raster that PDQ starts from. */
  readonly decodeForHash: number;
  /** From the bytes to the hash. */
  readonly decodeAndHash: number;
  /** `decodeAndHash` ÷ `bareDecode`. */
  readonly ratio: number;
}

/** PDQ against the bare decode of a JPEG of 1200×1800. */
export async function benchHash(rounds = 40): Promise<HashFigures> {
  const photo = await samplePhoto(1200, 1800);
  const figures = await compareCpu(
    {
      bareDecode: () => sharp(photo).raw().toBuffer(),
      decodeForHash: () => decodeImage(photo, ['hash512']),
      decodeAndHash: async () => {
        const { hash512 } = (await decodeImage(photo, ['hash512'])).rasters;
        if (!hash512 || !pdqOf(hash512)) throw new Error('expected a hash');
      },
    },
    rounds,
  );
  return { ...figures, ratio: figures.decodeAndHash / figures.bareDecode };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const figures = await benchHash();
  process.stdout.write(
    `PDQ of a 1200×1800 JPEG, CPU ms: bare decode ${figures.bareDecode.toFixed(1)}, ` +
      `decode for hash ${figures.decodeForHash.toFixed(1)}, ` +
      `decode + PDQ ${figures.decodeAndHash.toFixed(1)}: ${figures.ratio.toFixed(2)}× the bare decode\n`,
  );
}
