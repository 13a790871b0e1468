import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openmojiPicture } from '../../fixtures/openmoji.ts';
import { known, type Sources } from './catalogue.ts';

/** A photo with something that the detector knows, and two more pairs of trousers. */
const trousers = [0, 1, 2];

/** What is left of a word that was typed too fast. */
export const typo = { typed: 'aple', meant: 'apple' } as const;

/** Writes a few photos, a picture with two edits of it, and three drawings: read in seconds. */
export async function writeFewSources(root: string, data: string): Promise<Sources> {
  const folder = join(root, 'things');
  const listing = join(root, 'drawings', 'drawings.jsonl');
  await Promise.all([
    mkdir(join(folder, 'pants'), { recursive: true }),
    mkdir(join(root, 'drawings')),
  ]);
  const pants = join(data, 'clothing', 'pants');
  const photos = (await readdir(pants)).toSorted();
  for (const index of trousers) {
    await copyFile(
      join(pants, photos[index] ?? ''),
      join(folder, 'pants', `pants ${index + 1}.jpg`),
    );
  }
  await mkdir(join(folder, 'bridge'));
  const bridges = join(data, 'pdq', 'bridge-mods');
  await copyFile(join(bridges, 'aaa-orig.jpg'), join(folder, known.original));
  await copyFile(join(bridges, 'blur-a-little.jpg'), join(folder, 'bridge', 'blur-a-little.jpg'));
  const drawings = [
    { ...known.fruit, tags: ['fruit', 'food'], image: '1F34E.png' },
    {
      id: 'pie',
      title: 'Apple pie',
      tags: ['food', 'baking'],
      image: '1F967.png',
      sponsored: true,
      landingText: 'Apple pies and other cakes, baked every morning.',
    },
    {
      id: 'tree',
      title: 'A tree of the forest',
      tags: ['nature'],
      image: '1F333.png',
      sponsored: true,
    },
  ];
  for (const { image } of drawings) {
    const code = image.slice(0, -'.png'.length);
    await writeFile(join(root, 'drawings', image), await openmojiPicture(code));
  }
  await writeFile(listing, drawings.map((row) => JSON.stringify(row)).join('\n'));
  return {
    folder,
    listing,
    photo: join(folder, 'pants/pants 1.jpg'),
    photoId: 'pants/pants 1.jpg',
  };
}
