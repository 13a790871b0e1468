import { sql } from 'kysely';
import type { EventsAnswer, RefusedEvent } from '../contracts/events.ts';
import { passGate } from '../extraction/deletion/gate.ts';
import { findDeleted } from '../extraction/deletion/tombstones.ts';
import type { Database } from '../storage/postgres/database.ts';
import { findForgotten } from './forgotten-users.ts';
import { judgeEvent, type JudgedEvent } from './judge-event.ts';

export interface RecordingOptions {
  /** Who sends them: ids of events are unique within. */
  readonly consumer: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Days that events are kept. */
  readonly days: number;
}

/**
 * Keeps events, all that may be kept of them in one transaction: when this has returned they are
 * durable. An event that is there already, by its id, is not taken again; one of the same id that
 * says something else is refused. Any number of senders may send the same at once.
 *
 * @param sent Whatever came from outside.
 */
export async function recordEvents(
  sent: readonly unknown[],
  { consumer, now, days }: RecordingOptions,
  db: Database,
): Promise<EventsAnswer> {
  const judgements = sent.map((event, index) => judgeEvent(event, index, { now, days }));
  const refused = judgements.flatMap((each) => ('refused' in each ? [each.refused] : []));
  const judged = judgements.flatMap((each) => ('judged' in each ? [each.judged] : []));
  if (judged.length === 0) return { taken: 0, known: 0, refused };
  const kept = await db.transaction().execute(async (transaction) => {
    // A deletion of an item, or of a person, either finds these events or is seen here.
    await passGate(transaction);
    const { allowed, refused: unwelcome } = await judgeByStores(judged, transaction);
    return { unwelcome, ...(await insert(allowed, { consumer, now }, transaction)) };
  });
  return {
    taken: kept.taken,
    known: kept.known,
    refused: [...refused, ...kept.unwelcome, ...kept.others].toSorted((a, b) => a.index - b.index),
  };
}

async function judgeByStores(judged: readonly JudgedEvent[], db: Database) {
  const items = [...new Set(judged.map(({ event }) => event.item))];
  const { rows } = await sql<{ id: string }>`
    select id from items where id = any(${items}::text[])`.execute(db);
  const deleted = await findDeleted(db, items);
  const known = new Set(rows.map(({ id }) => id).filter((id) => !deleted.has(id)));
  const users = [...new Set(judged.map(({ event }) => event.user))];
  const forgotten = await findForgotten(db, users);
  const refused: RefusedEvent[] = [];
  const allowed = judged.filter(({ index, event: { id, item, user }, at }) => {
    if (!known.has(item)) {
      const message = `There is no item ${JSON.stringify(item)} in the catalogue: send what was done with it once it is read.`;
      refused.push({ index, id, code: 'unknown-item', message });
      return false;
    }
    const until = forgotten.get(user);
    if (until !== undefined && at <= until) {
      const message = `This person was forgotten at ${until.toISOString()}: what they did until then is not kept.`;
      refused.push({ index, id, code: 'forgotten-user', message });
      return false;
    }
    return true;
  });
  return { allowed, refused };
}

interface Inserted {
  readonly taken: number;
  readonly known: number;
  readonly others: readonly RefusedEvent[];
}

/** The columns that an event of the same id must have the same. */
interface StoredEvent {
  readonly id: string;
  readonly user_id: string;
  readonly item: string;
  readonly kind: string;
  readonly at: Date;
  readonly surface: string | null;
  readonly request: string | null;
}

async function insert(
  events: readonly JudgedEvent[],
  { consumer, now }: Pick<RecordingOptions, 'consumer' | 'now'>,
  db: Database,
): Promise<Inserted> {
  if (events.length === 0) return { taken: 0, known: 0, others: [] };
  const first = new Map(events.toReversed().map((each) => [each.event.id, each]));
  // In one order for all senders, so that none waits for another that waits for it.
  const rows = [...first.values()].toSorted((a, b) => (a.event.id < b.event.id ? -1 : 1));
  const column = (of: (judged: JudgedEvent) => string | null) => rows.map(of);
  const { rows: inserted } = await sql<{ id: string }>`
    insert into engagement_events
      (consumer, id, user_id, item, kind, at, surface, request, received_at)
    select ${consumer}, sent.*, ${new Date(now)} from unnest(
      ${column(({ event }) => event.id)}::text[], ${column(({ event }) => event.user)}::text[],
      ${column(({ event }) => event.item)}::text[], ${column(({ event }) => event.kind)}::text[],
      ${column(({ at }) => at.toISOString())}::timestamptz[],
      ${column(({ event }) => event.surface ?? null)}::text[],
      ${column(({ event }) => event.request ?? null)}::text[]) as sent
    on conflict (consumer, id) do nothing returning id`.execute(db);
  const taken = new Set(inserted.map(({ id }) => id));
  const again = events.filter(
    ({ event: { id }, index }) => !taken.has(id) || first.get(id)?.index !== index,
  );
  const stored = await db
    .selectFrom('engagement_events')
    .select(['id', 'user_id', 'item', 'kind', 'at', 'surface', 'request'])
    .where('consumer', '=', consumer)
    .where(sql<boolean>`id = any(${again.map(({ event }) => event.id)}::text[])`)
    .execute();
  const byId = new Map(stored.map((row) => [row.id, row]));
  const others = again
    .filter((each) => !isSame(each, byId.get(each.event.id)))
    .map(({ index, event: { id } }): RefusedEvent => {
      const message = `Another event has the id ${JSON.stringify(id)}: an id is of one event for ever, and is sent again only with it.`;
      return { index, id, code: 'other-event', message };
    });
  return { taken: taken.size, known: again.length - others.length, others };
}

/** A time that was left out was filled in by the first try. */
function isSame({ event, at }: JudgedEvent, stored: StoredEvent | undefined): boolean {
  return (
    stored !== undefined &&
    stored.user_id === event.user &&
    stored.item === event.item &&
    stored.kind === event.kind &&
    (event.at === undefined || stored.at.getTime() === at.getTime()) &&
    stored.surface === (event.surface ?? null) &&
    stored.request === (event.request ?? null)
  );
}
