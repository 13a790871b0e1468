import { sql, type RawBuilder } from 'kysely';
import { eventKinds, eventKindSchema, type EventKind } from '../contracts/events.ts';
import type { Database } from '../storage/postgres/database.ts';

/** An item that the same people engaged with. */
export interface CoEngaged {
  readonly item: string;
  /** Shared people / √(people of the one · people of the other), 0..1. */
  readonly cosine: number;
  /** People who engaged with both, of those that were looked at. */
  readonly users: number;
}

export interface CoEngagementOptions {
  /** Milliseconds since 1970: events before do not count. */
  readonly since?: number;
  /** Fewer people in common are chance. */
  readonly leastUsers?: number;
  /** The latest so many people of the item are looked at, so that a popular one costs no more. */
  readonly mostUsers?: number;
}

/** Kinds that speak for an item; what was only shown, or hidden, says nothing of what goes together. */
const engagingKinds: readonly EventKind[] = eventKindSchema.options.filter(
  (kind) => eventKinds[kind].weight > 0,
);

/** Of those with most people in common so many are measured. */
const mostCompanions = 200;

/** An item's latest events that are looked at, so that a popular one costs no more. */
const mostEvents = 20_000;

/**
 * The items that people engaged with who engaged with this one, the closest first: cosine of the
 * sets of their people (item-to-item collaborative filtering: Sarwar, Karypis, Konstan and Riedl,
 * WWW 2001, section 3.1.1, on sets; Linden, Smith and York, IEEE Internet Computing 2003). Where
 * `mostUsers` of the item's people are looked at, each cosine is that of the sample.
 */
export async function coEngaged(
  item: string,
  limit: number,
  db: Database,
  { since = 0, leastUsers = 2, mostUsers = 1000 }: CoEngagementOptions = {},
): Promise<CoEngaged[]> {
  const from = new Date(since);
  const kinds = [...engagingKinds];
  const eventsOf = (id: RawBuilder<unknown>) => sql`(
    select user_id, at from engagement_events
    where item = ${id} and at >= ${from} and kind = any(${kinds}::text[])
    order by at desc limit ${mostEvents}) as events`;
  const { rows } = await sql<{ item: string; users: string; cosine: number }>`
    with own as (
      select user_id from ${eventsOf(sql`${item}`)}
      group by user_id order by max(at) desc, user_id limit ${mostUsers}
    ), together as (
      select event.item, count(distinct event.user_id) as users
      from own join engagement_events as event using (user_id)
      where event.item <> ${item} and event.at >= ${from} and event.kind = any(${kinds}::text[])
      group by event.item having count(distinct event.user_id) >= ${leastUsers}
      order by users desc, event.item limit ${mostCompanions}
    )
    select together.item, together.users,
      least(1, together.users / sqrt((select count(*) from own) * theirs.users::float8)) as cosine
    from together cross join lateral (
      select count(distinct user_id) as users from ${eventsOf(sql`together.item`)}
    ) as theirs
    order by cosine desc, together.item limit ${limit}`.execute(db);
  return rows.map(({ users, ...row }) => ({ ...row, users: Number(users) }));
}
