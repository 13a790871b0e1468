import { setTimeout as sleep } from 'node:timers/promises';
import { hourMs } from '../base/durations.ts';
import { messageOf } from '../base/errors.ts';
import { finishDeletions } from '../extraction/deletion/finish.ts';
import { forgetTold } from '../extraction/deletion/forget-told.ts';
import { sweepBlobs } from '../extraction/deletion/sweep-blobs.ts';
import { sweepIndexes } from '../extraction/deletion/sweep-indexes.ts';
import { sweepThumbnails } from '../extraction/deletion/sweep-thumbnails.ts';
import { clearDiskCache } from '../extraction/online/disk-cache.ts';
import type { AppContext } from './context.ts';

const pollMs = 1000;
/** After a step went wrong, as while a store cannot be reached. */
const retryMs = 10_000;
/**
 * Finishes deletions that were ordered anywhere, takes from this machine what those that others
 * finished have left on it, and forgets the events of old ones. Gives what ends that, once what was
 * begun is done.
 *
 * @param onEnded Told where deletions ended, here or elsewhere.
 */
export function startDeletionWork(context: AppContext, onEnded: () => void): () => Promise<void> {
  const { db, log, clock } = context;
  const stop = new AbortController();
  let sweptFor = 0;
  let forgotAt = 0;

  const look = async (): Promise<void> => {
    const { open, ended } = await db
      .selectFrom('deletions')
      .select((eb) => [
        eb.fn.countAll<string>().filterWhere('state', '=', 'deleting').as('open'),
        eb.fn.max('ended_at').as('ended'),
      ])
      .executeTakeFirstOrThrow();
    if (Number(open) > 0) {
      await finishDeletions(context);
    } else if ((ended?.getTime() ?? 0) > sweptFor) {
      await sweepBlobs(context, clock());
      await sweepThumbnails(context.home.thumbnails, db);
      await clearDiskCache(context.home.computed);
      await sweepIndexes(context.home.indexes, db);
      onEnded();
      sweptFor = ended?.getTime() ?? 0;
    }
    if (clock() - forgotAt < hourMs) return;
    await forgetTold(db, clock());
    // One that was being built while an item went may have been saved with it.
    await sweepIndexes(context.home.indexes, db);
    forgotAt = clock();
  };

  const loop = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const wrong = await look().then(
        () => false,
        (error: unknown) => {
          log.warn({ error: messageOf(error) }, 'a deletion could not be finished yet');
          return true;
        },
      );
      await sleep(wrong ? retryMs : pollMs, undefined, { signal: stop.signal }).catch(
        () => undefined,
      );
    }
  };
  const looping = loop();
  return async () => {
    stop.abort();
    await looping;
  };
}
