import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../../storage/postgres/database.ts';
import { followDocuments, readDocuments } from './follow-documents.ts';
import { Postings } from './postings.ts';

/** Beyond it documents stay in the database. */
const mostBytes = 512 * 2 ** 20;

/** Of more documents than that not even the beginning is read. */
const mostDocuments = 1_000_000;

/** Follows at most so often, and for a hundredth of the time: it looks at every row. */
const followEveryMs = 1000;
const restFor = 100;

/** What nobody asks for goes. */
const idleMs = 10 * 60_000;

interface Kept {
  postings?: Postings;
  /** Of `performance.now()` */
  askedAt: number;
  followedAt: number;
  /** From the end of one following to the end of the next, at most. */
  everyMs: number;
}

const kept = new WeakMap<Database, Kept>();

/**
 * The documents of the catalogue in memory, a few seconds old at most; undefined where they are not,
 * or not yet: then the database is asked. They are read when they are asked for the second time, so
 * that a command that searches once does not begin.
 *
 * @param documents In the catalogue, about.
 */
export function keptPostings(db: Database, documents: number): Postings | undefined {
  if (documents > mostDocuments) return undefined;
  const now = performance.now();
  const known = kept.get(db);
  if (!known) {
    kept.set(db, { askedAt: now, followedAt: -Infinity, everyMs: Infinity });
    return undefined;
  }
  known.askedAt = now;
  if (known.everyMs === Infinity) {
    known.everyMs = followEveryMs;
    void keep(known, db);
  }
  const isFollowed = now - known.followedAt < 2 * known.everyMs + followEveryMs;
  return isFollowed ? known.postings : undefined;
}

/** Reads and follows for as long as somebody asks. */
async function keep(state: Kept, db: Database): Promise<void> {
  try {
    const postings = new Postings();
    const requireRoom = () => {
      if (postings.sizeBytes > mostBytes)
        throw new RangeError('The documents take too much memory.');
    };
    let since = await readDocuments(postings, db, requireRoom);
    while (performance.now() - state.askedAt < idleMs) {
      const begun = performance.now();
      since = await followDocuments(postings, db, since);
      requireRoom();
      state.followedAt = performance.now();
      state.postings = postings;
      const restMs = Math.max(followEveryMs, (state.followedAt - begun) * restFor);
      state.everyMs = restMs + (state.followedAt - begun);
      await sleep(restMs, undefined, { ref: false });
    }
    kept.delete(db);
  } catch (error) {
    // The database is asked instead, and tells its trouble to whoever asks. Documents that take too
    // much memory are not read again.
    if (!(error instanceof RangeError)) kept.delete(db);
  }
}
