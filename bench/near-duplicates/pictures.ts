import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { loadOpenMoji, sampleEmojis } from '../../src/ingest/sample/openmoji-data.ts';
import { rasteriseTrustedSvg } from '../../src/ingest/sample/rasterise.ts';
import { listPictures } from '../embedding/pictures.ts';

export interface BenchPicture {
  readonly name: string;
  /** Pictures of one family, such as an emoji in several skin tones, may be called duplicates. */
  readonly family: string;
  bytes(): Promise<Uint8Array>;
}

const folders = {
  clothing: join(process.env.UNDERSTORY_DATA ?? '../shared/data', 'clothing'),
  stamps: '/usr/share/tuxpaint/stamps',
};

/** Pictures that a person made one by one, at most `limit`; none where they are not installed. */
export async function photosOf(set: 'clothing' | 'stamps', limit: number): Promise<BenchPicture[]> {
  if (!existsSync(folders[set])) return [];
  const pictures = await listPictures(folders[set], limit);
  return pictures.map(({ path }) => ({
    name: path,
    family: path,
    bytes: () =>
      path.endsWith('.svg')
        ? sharp(path, { density: 150 }).resize(800, 800, { fit: 'inside' }).png().toBuffer()
        : readFile(path),
  }));
}

/** The subgroups of OpenMoji that look most alike. */
const alike = new Set([
  'time',
  'cat-face',
  'face-smiling',
  'person-gesture',
  'arrow',
  'country-flag',
]);

/** The sample catalogue, and with it whole subgroups of pictures that look alike: hard negatives. */
export async function drawings(limit: number): Promise<BenchPicture[]> {
  const openmoji = await loadOpenMoji();
  const hard = openmoji.emojis.filter(({ subgroups }) => alike.has(subgroups));
  const chosen = [...new Set([...sampleEmojis(openmoji.emojis), ...hard])].slice(0, limit);
  return chosen.map((emoji) => ({
    name: `${emoji.hexcode} ${emoji.annotation}`,
    family: emoji.skintone_base_hexcode || emoji.hexcode,
    bytes: async () => rasteriseTrustedSvg(await readFile(openmoji.svgPath(emoji))),
  }));
}
