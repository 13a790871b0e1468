import { messageOf } from '../../base/errors.ts';
import { decodeImage } from '../../media/image/decode.ts';
import { sharp } from '../../media/image/engine.ts';
import { failed, ok, type Check } from './check.ts';

/** Pictures of each format that catalogues hold are made and decoded again. */
const formats = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const;

const todo =
  'Run "npm ci" with optional dependencies: the package of this platform (@img/sharp-…) must be there.';

export const imageDecoder: Check = {
  name: 'image decoder',
  async run() {
    const problems: string[] = [];
    for (const format of formats) {
      const problem = await problemOf(format);
      if (problem !== undefined) problems.push(`${format} (${problem})`);
    }
    const engine = `libvips ${sharp.versions.vips}`;
    if (problems.length > 0) return failed(`${engine} does not read ${problems.join(', ')}`, todo);
    return ok(`${engine} reads ${formats.join(', ')}; HEIC photos are refused`);
  },
};

async function problemOf(format: (typeof formats)[number]): Promise<string | undefined> {
  const blank = { width: 64, height: 48, channels: 3, background: '#804020' } as const;
  try {
    const picture = await sharp({ create: blank }).toFormat(format).toBuffer();
    const { width, height } = await decodeImage(picture, ['square224']);
    const isRight = width === blank.width && height === blank.height;
    return isRight ? undefined : `read as ${width}×${height}`;
  } catch (error) {
    return messageOf(error);
  }
}
