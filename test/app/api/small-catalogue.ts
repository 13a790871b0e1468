import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openmojiPicture } from '../../fixtures/openmoji.ts';
import { scenes } from '../../fixtures/scenes.ts';
import { writeVideo } from '../../fixtures/video.ts';

interface Row {
  readonly id: string;
  readonly title?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly image?: string;
  readonly video?: string;
  readonly shelf: string;
}

/** Pictures of OpenMoji; the two hands differ in the colour of their skin alone. */
const pictures: readonly (Row & { readonly hexcode: string })[] = [
  { id: 'apple-red', hexcode: '1F34E', title: 'Red apple', tags: ['fruit'], shelf: 'food' },
  { id: 'apple-green', hexcode: '1F34F', title: 'Green apple', tags: ['fruit'], shelf: 'food' },
  { id: "it's/100%_done", hexcode: '1F34C', title: 'Banana 100%_ripe', tags: [], shelf: 'food' },
  { id: 'cat', hexcode: '1F408', title: 'Cat', tags: ['pet', 'animal'], shelf: 'animals' },
  { id: 'chien/été 🐕', hexcode: '1F415', title: 'Dog', tags: ['pet'], shelf: 'animals' },
  { id: 'car', hexcode: '1F697', title: 'Automobile', tags: ['car'], shelf: 'things: fast' },
  { id: 'hand-1', hexcode: '270B-1F3FB', title: 'Raised hand', shelf: 'hands' },
  { id: 'hand-2', hexcode: '270B-1F3FC', title: 'Raised hand', shelf: 'hands' },
];

/** Twelve items of every kind: pictures, a video, texts, one that fails. Gives the file to read. */
export async function writeSmallCatalogue(folder: string): Promise<string> {
  const place = join(folder, 'catalogue');
  await mkdir(place);
  for (const { id, hexcode } of pictures) {
    await writeFile(join(place, fileOf(id)), await openmojiPicture(hexcode));
  }
  await writeVideo(join(place, 'clip.mp4'), {
    width: 160,
    height: 96,
    framesPerSecond: 10,
    frameCount: 20,
    paint: scenes(160, 96, [10]),
  });
  await writeFile(join(place, 'broken.png'), 'this is no picture');
  const rows: Row[] = [
    ...pictures.map((row) => ({ ...row, image: fileOf(row.id) })),
    { id: 'clip', title: 'Moving squares', video: 'clip.mp4', shelf: 'films' },
    { id: 'broken', title: 'Broken', image: 'broken.png', shelf: 'films' },
    {
      id: 'poem',
      title: 'The forest',
      description: 'Below the crowns of the trees the understory waits in the shade for light.',
      shelf: 'texts',
    },
    {
      id: 'recette',
      title: 'La tarte aux pommes',
      description: 'Épluchez les pommes, coupez-les en tranches fines et posez-les sur la pâte.',
      shelf: 'texts',
    },
  ];
  const file = join(place, 'items.jsonl');
  await writeFile(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  return file;
}

function fileOf(id: string): string {
  return `${encodeURIComponent(id)}.png`;
}
