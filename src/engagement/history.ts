import { sql } from 'kysely';
import { dayMs } from '../base/durations.ts';
import { eventKinds, eventKindSchema, type EventKind } from '../contracts/events.ts';
import type { Database } from '../storage/postgres/database.ts';

/** What a person did with one item, all in all. */
export interface Engagement {
  readonly item: string;
  /** The sum of the weights of what they did, each less the longer it is ago. */
  readonly weight: number;
  /** The strongest that they did. */
  readonly kind: EventKind;
  /** When they last did, milliseconds since 1970. */
  readonly at: number;
}

export interface HistoryOptions {
  /** Milliseconds since 1970: events that came after are not looked at. */
  readonly asOf: number;
  /** Nor those that happened more days before. */
  readonly days: number;
}

/** The latest so many events are looked at. */
const mostEvents = 5000;

/**
 * How fast engagements lose weight, a day: PinnerSage's λ (Pal et al., "PinnerSage: Multi-Modal User
 * Embedding Framework for Recommendations at Pinterest", KDD 2020, section 3.3), by which one of 70
 * days ago weighs half.
 */
const decayPerDay = 0.01;
/** Kinds that say something of what a person is interested in. */
const tellingKinds: readonly EventKind[] = eventKindSchema.options.filter(
  (kind) => eventKinds[kind].weight !== 0,
);

/** The items that a person engaged with, the latest first. */
export async function readHistory(
  user: string,
  { asOf, days }: HistoryOptions,
  db: Database,
): Promise<Engagement[]> {
  const events = await db
    .selectFrom('engagement_events')
    .select(['item', 'kind', 'at'])
    .where('user_id', '=', user)
    .where('at', '>=', new Date(asOf - days * dayMs))
    .where('received_at', '<=', new Date(asOf))
    .where(sql<boolean>`kind = any(${[...tellingKinds]}::text[])`)
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .limit(mostEvents)
    .execute();
  const engagements = new Map<string, Engagement>();
  for (const { item, kind, at } of events) {
    const daysAgo = Math.max(0, asOf - at.getTime()) / dayMs;
    const weight = eventKinds[kind].weight * Math.exp(-decayPerDay * daysAgo);
    const known = engagements.get(item);
    engagements.set(item, {
      item,
      weight: (known?.weight ?? 0) + weight,
      kind: known && strengthOf(known.kind) >= strengthOf(kind) ? known.kind : kind,
      at: known?.at ?? at.getTime(),
    });
  }
  return [...engagements.values()];
}

function strengthOf(kind: EventKind): number {
  return Math.abs(eventKinds[kind].weight);
}

/** What a person did with an item, and when they last did. */
export interface Deed {
  readonly item: string;
  readonly kind: EventKind;
  readonly at: Date;
}

/**
 * All that a person did with these items, of what had come by a time.
 *
 * @param asOf Milliseconds since 1970.
 */
export async function findDeeds(
  user: string,
  items: readonly string[],
  asOf: number,
  db: Database,
): Promise<Deed[]> {
  if (items.length === 0) return [];
  return await db
    .selectFrom('engagement_events')
    .select(({ fn }) => ['item', 'kind', fn.max('at').as('at')])
    .where('user_id', '=', user)
    .where('received_at', '<=', new Date(asOf))
    .where(sql<boolean>`item = any(${[...items]}::text[])`)
    .groupBy(['item', 'kind'])
    .execute();
}
