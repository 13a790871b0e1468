import { readChanges, type LogPage } from '../../../changes/read.ts';
import type { ChangeTail } from '../../../changes/tail.ts';
import type { Database } from '../../../storage/postgres/database.ts';
import type { ChangesRequest } from './request.ts';

/**
 * A page of the log; where it would be empty, the first that is not within the seconds to wait.
 * What is not for who asks wakes it too, and it waits on.
 */
export async function waitForPage(
  { after, limit, wait, filter }: ChangesRequest,
  { db, tail, gone }: { db: Database; tail: ChangeTail; gone: AbortSignal },
): Promise<LogPage> {
  let page = await readChanges(db, { ...filter, after, limit });
  if (wait === 0) return page;
  const over = AbortSignal.any([gone, AbortSignal.timeout(wait * 1000)]);
  while (page.events.length === 0 && !over.aborted) {
    await tail.waitForMore(page.next, over);
    page = await readChanges(db, { ...filter, after: page.next, limit });
  }
  return page;
}
