import { readChanges, type ChangeFilter, type LogPage } from '../../../changes/read.ts';
import type { ChangeTail } from '../../../changes/tail.ts';
import type { ChangeEvent } from '../../../contracts/changes.ts';
import type { Database } from '../../../storage/postgres/database.ts';

/** What a stream holds in memory at most, besides what the socket does. */
export const eventsPerRead = 50;

/** Silence after which a comment keeps the connection from being taken for dead. */
const heartbeatMs = 15_000;

export interface StreamSource {
  readonly db: Database;
  readonly tail: ChangeTail;
  /** Ends the stream. */
  readonly stop: AbortSignal;
  readonly heartbeatMs?: number;
}

/**
 * The log as server-sent events (HTML Standard, 9.2), beginning with a page that was read already.
 * Their ids are cursors. Text is made when the client takes it: one that reads slowly keeps one
 * page here and falls behind in the log, not in memory.
 */
export async function* serverSentEvents(
  first: LogPage,
  filter: ChangeFilter,
  { db, tail, stop, heartbeatMs: silenceMs = heartbeatMs }: StreamSource,
): AsyncGenerator<string, void> {
  // Clients that are cut off come back after two seconds.
  yield 'retry: 2000\n\n';
  let page = first;
  while (!stop.aborted) {
    for (const event of page.events) yield eventText(event);
    if (page.isEnd) {
      const silence = AbortSignal.timeout(silenceMs);
      await tail.waitForMore(page.next, AbortSignal.any([stop, silence]));
      // An id without data is no event, but is where the client begins when it comes back.
      if (silence.aborted) yield `: still here\nid: ${page.next}\n\n`;
    }
    page = await readChanges(db, { ...filter, after: page.next, limit: eventsPerRead });
  }
}

function eventText(event: ChangeEvent): string {
  return `id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`;
}
