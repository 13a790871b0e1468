import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import type { Database } from '../../src/storage/postgres/database.ts';
import type { ServerProcess } from '../server-process.ts';
import { runProgram } from './programs.ts';
import type { Finder } from './search-until.ts';

/** How a photo comes: sent to the server that runs, or by a command that starts for it. */
export const ways = ['posted', 'read'] as const;

/** When a photo was found, and where the time went; milliseconds. */
export interface FreshRead {
  readonly way: (typeof ways)[number];
  /** From when it was sent, or the command started. */
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
  readonly way: FreshRead['way'];
  readonly home: string;
  readonly server: ServerProcess;
  readonly finder: Finder;
  readonly db: Database;
}

/** Brings a photo with a title of its own into the catalogue, and searches until it is found. */
export async function readOne(given: FreshPhoto): Promise<FreshRead> {
  const { photo, number, way, finder, db } = given;
  const title = wordOf(number);
  const bytes = await readFile(photo);
  const bring = way === 'posted' ? poster(bytes, title, given) : await reader(title, given);
  const picture = await sharp(bytes).resize(320).jpeg().toBuffer();

  const begun = Date.now();
  const [words, looks] = await Promise.all([
    finder.untilFoundByWords(title),
    finder.untilFoundByPicture(picture, title),
    bring(),
  ]);
  const item = await untilComputed(title, db);
  const started = item.started_at.getTime();
  const read = item.read_at.getTime();
  const computed = item.computed_at.getTime();
  return {
    way,
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

/** A search may find an item a moment before its row says that it was computed. */
async function untilComputed(title: string, db: Database) {
  for (;;) {
    const item = await db
      .selectFrom('items')
      .innerJoin('runs', 'runs.id', 'items.seen_run')
      .select(['read_at', 'computed_at', 'started_at'])
      .where('items.title', '=', title)
      .executeTakeFirstOrThrow();
    const { computed_at } = item;
    if (computed_at !== null) return { ...item, computed_at };
    await sleep(50);
  }
}

function poster(bytes: Buffer, title: string, { server }: FreshPhoto) {
  const { address, token } = server;
  return async () => {
    const response = await fetch(`${address}/v1/items?id=${title}&title=${title}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg' },
      body: new Uint8Array(bytes),
    });
    if (response.status !== 202) throw new Error(await response.text());
  };
}

async function reader(title: string, { photo, number, home }: FreshPhoto) {
  const folder = join(home, 'fresh', String(number));
  await mkdir(folder, { recursive: true });
  await copyFile(photo, join(folder, `${title}.jpg`));
  await writeFile(join(folder, `${title}.json`), JSON.stringify({ title }));
  return async () => runProgram(home, ['read', folder, '--threads', '1']);
}

/** A word that no photo has, and that no other of these is mistaken for. */
function wordOf(number: number): string {
  const letters = Array.from(String(number), (digit) => 'bdfgklmnpt'[Number(digit)] ?? '');
  return `qu${letters.map((letter) => `${letter}ax${letter}o`).join('')}z`;
}
