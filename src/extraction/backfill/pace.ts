import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';

const pollMs = 300;

/** Whether the backfill is still to go on, asked from time to time. */
export type IsWanted = () => Promise<boolean>;

/** Whether fresh content waits is asked at most so often: about what computing one picture takes. */
const lookMs = 100;

/**
 * Makes what waits, before each item of a backfill, until no fresh content waits to be computed, here
 * or in any other process: a backfill works in what reading leaves. Ends as well when the backfill is
 * not wanted any more. One serves many items at once.
 */
export function createYielding(db: Database, isWanted: IsWanted): () => Promise<void> {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  const look = async () => {
    while ((await isFreshWaiting(db)) && (await isWanted())) await sleep(pollMs);
    lookedAt = performance.now();
  };
  return async () => {
    if (performance.now() - lookedAt < lookMs) return;
    looking ??= look().finally(() => {
      looking = undefined;
    });
    await looking;
  };
}

async function isFreshWaiting(db: Database): Promise<boolean> {
  const { rows } = await sql<{ waiting: boolean }>`
    select exists (
      select from runs join shards on shards.run = runs.id
      where runs.state in ('listing', 'running') and shards.finished_at is null
    ) as waiting`.execute(db);
  return rows[0]?.waiting ?? false;
}

/**
 * Takes the next place for so many items in the rate that all workers of a backfill share, and
 * waits for it.
 */
export async function keepRate(
  db: Database,
  id: string,
  items: number,
  isWanted: IsWanted,
): Promise<void> {
  const { rows } = await sql<{ wait_ms: number }>`
    update backfills
    set next_at = greatest(coalesce(next_at, now()), now()) + ${items} / rate * interval '1 second'
    where id = ${id} and rate is not null
    returning (extract(epoch from next_at - now()) * 1000 - ${items} / rate * 1000)::float8 as wait_ms
  `.execute(db);
  for (let left = rows[0]?.wait_ms ?? 0; left > 0 && (await isWanted()); left -= pollMs) {
    await sleep(Math.min(left, pollMs));
  }
}
