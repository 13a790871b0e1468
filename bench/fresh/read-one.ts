import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Database } from '../../src/storage/postgres/database.ts';
import { runProgram } from './programs.ts';
import type { Finder } from './search-until.ts';

/** When a photo that was read was found, and where the time went; milliseconds. */
export interface FreshRead {
  /** From the start of its read. */
  readonly foundMs: { readonly words: number; readonly picture: number };
  readonly stagesMs: {
    /** Until the run is in the database. */
    readonly begun: number;
    /** From then until the item is. */
    readonly listed: number;
    /** From then until its signals are stored. */
    readonly computed: number;
    /** From then until it is found. */
    readonly words: number;
    readonly picture: number;
  };
}

export interface FreshPhoto {
  readonly photo: string;
  readonly number: number;
  readonly home: string;
  readonly finder: Finder;
  readonly db: Database;
}

/** Reads a folder of one photo with a title of its own by the command, and searches until it is found. */
export async function readOne(given: FreshPhoto): Promise<FreshRead> {
  const { photo, number, home, finder, db } = given;
  const folder = join(home, 'fresh', String(number));
  await mkdir(folder, { recursive: true });
  const title = wordOf(number);
  await copyFile(photo, join(folder, `${title}.jpg`));
  await writeFile(join(folder, `${title}.json`), JSON.stringify({ title }));
  const picture = await sharp(await readFile(photo))
    .resize(320)
    .jpeg()
    .toBuffer();

  const begun = Date.now();
  const [words, looks] = await Promise.all([
    finder.untilFoundByWords(title),
    finder.untilFoundByPicture(picture, title),
    runProgram(home, ['read', folder, '--threads', '1']),
  ]);
  const item = await db
    .selectFrom('items')
    .innerJoin('runs', 'runs.id', 'items.seen_run')
    .select(['read_at', 'computed_at', 'started_at'])
    .where('items.title', '=', title)
    .executeTakeFirstOrThrow();
  const started = item.started_at.getTime();
  const read = item.read_at.getTime();
  const computed = item.computed_at?.getTime() ?? Number.NaN;
  return {
    foundMs: { words: words - begun, picture: looks - begun },
    stagesMs: {
      begun: started - begun,
      listed: read - started,
      computed: computed - read,
      words: words - computed,
      picture: looks - computed,
    },
  };
}

/** A word that no photo has, and that no other of these is mistaken for. */
function wordOf(number: number): string {
  const letters = Array.from(String(number), (digit) => 'bdfgklmnpt'[Number(digit)] ?? '');
  return `qu${letters.map((letter) => `${letter}ax${letter}o`).join('')}z`;
}
