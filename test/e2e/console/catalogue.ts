import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pngBomb } from '../../fixtures/hostile-images.ts';
import { openmojiPicture } from '../../fixtures/openmoji.ts';
import { scenes } from '../../fixtures/scenes.ts';
import { writeVideo } from '../../fixtures/video.ts';

/** Photos of each kind of clothes. */
const photosOfKind = 2;

/** What the tests look for by name. */
export const known = {
  /** A word that a picture shows. */
  sign: { id: 'sign', title: 'A button', word: 'COOL' },
  /** Its title is why it is sensitive. */
  sensitive: { id: 'hidden', title: 'NSFW nudes' },
  /** Two pictures and a video in one item. */
  several: { id: 'several', title: 'Cat, dog and film' },
  fruit: { id: 'fruit', title: 'Red apple' },
  letter: 'notes/letter.txt',
  original: 'bridge/original.jpg',
  bomb: 'broken/bomb.png',
  truncated: 'broken/cut short.jpg',
  film: 'films/three scenes.mp4',
} as const;

export interface Sources {
  readonly folder: string;
  readonly listing: string;
  /** One of the photos, to search with. */
  readonly photo: string;
  readonly photoId: string;
}

/** Writes a folder of photos, a video, a letter and two hostile files, and a listing of drawings. */
export async function writeSources(root: string, data: string): Promise<Sources> {
  const folder = join(root, 'things');
  const photos = await copyPhotos(folder, join(data, 'clothing'));
  await copyBridges(folder, join(data, 'pdq'));
  await mkdir(join(folder, 'notes'));
  await writeFile(
    join(folder, known.letter),
    'A letter from the forest\n\nThe understory waits in the shade for a tree to fall.\n',
  );
  await mkdir(join(folder, 'broken'));
  const [first = ''] = photos;
  const whole = await readFile(join(folder, first));
  await writeFile(join(folder, known.truncated), whole.subarray(0, 900));
  await writeFile(join(folder, known.bomb), pngBomb(60_000, 60_000));
  await mkdir(join(folder, 'films'));
  await writeFilm(join(folder, known.film));
  const listing = await writeListing(join(root, 'drawings'), join(folder, known.film));
  return { folder, listing, photo: join(folder, first), photoId: first };
}

async function copyPhotos(folder: string, clothing: string): Promise<readonly string[]> {
  const entries = await readdir(clothing, { withFileTypes: true });
  const copied: string[] = [];
  for (const { name: kind } of entries.filter((entry) => entry.isDirectory())) {
    await mkdir(join(folder, kind), { recursive: true });
    const photos = (await readdir(join(clothing, kind))).toSorted().slice(0, photosOfKind);
    for (const [index, photo] of photos.entries()) {
      const id = `${kind}/${kind} ${index + 1}.jpg`;
      await copyFile(join(clothing, kind, photo), join(folder, id));
      copied.push(id);
    }
  }
  return copied;
}

/** A photo and two edits of it, made by the authors of PDQ to be found as copies. */
async function copyBridges(folder: string, pdq: string): Promise<void> {
  await mkdir(join(folder, 'bridge'));
  await copyFile(join(pdq, 'bridge-mods', 'aaa-orig.jpg'), join(folder, known.original));
  for (const edit of ['blur-a-little.jpg', 'high-contrast.jpg']) {
    await copyFile(join(pdq, 'bridge-mods', edit), join(folder, 'bridge', edit));
  }
}

async function writeFilm(path: string): Promise<void> {
  await writeVideo(path, {
    width: 320,
    height: 180,
    framesPerSecond: 10,
    frameCount: 60,
    paint: scenes(320, 180, [20, 40]),
  });
}

/** Drawings of OpenMoji with words and attributes, as a feed would list them. */
async function writeListing(folder: string, film: string): Promise<string> {
  await mkdir(folder);
  const hexcodes = ['1F34E', '1F408', '1F415', '1F192', '1F697', '1F333'];
  for (const code of hexcodes) {
    await writeFile(join(folder, `${code}.png`), await openmojiPicture(code));
  }
  const made = { 'made by': 'OpenMoji', size: { unit: 'px', 'full width': 512 } };
  const rows = [
    {
      ...known.fruit,
      description: 'A ripe red apple with a green leaf, good for baking a cake.',
      tags: ['fruit', 'food', 'baking'],
      image: '1F34E.png',
      ...made,
      price: 1.5,
      seasons: ['summer', 'autumn'],
    },
    { id: known.sign.id, title: known.sign.title, image: '1F192.png', ...made },
    { ...known.sensitive, image: '1F697.png', ...made },
    { id: 'tree', title: 'A tree of the forest', tags: ['nature'], image: '1F333.png', ...made },
    { ...known.several, image: ['1F408.png', '1F415.png', film], ...made },
  ];
  const listing = join(folder, 'drawings.jsonl');
  await writeFile(listing, rows.map((row) => JSON.stringify(row)).join('\n'));
  return listing;
}
