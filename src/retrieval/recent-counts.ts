import { sql } from 'kysely';
import type { Database } from '../storage/postgres/database.ts';

/** Counts of the whole catalogue that were asked for before. */
export interface RecentCounts {
  /** What `compute` gave when last asked for `key`, or gives now. */
  get<T>(key: string, compute: () => Promise<T>): Promise<T>;
}

interface Kept {
  readonly version: string;
  readonly begun: number;
  readonly answer: Promise<unknown>;
  /** Infinity until it is computed: what is being computed is recent. */
  tookMs: number;
}

/** What is computed faster is computed each time. */
const worthKeepingMs = 50;

/** Counts that took t may be as old as this many t while the catalogue changes under them. */
const patience = 10;

const mostKept = 200;

/**
 * Keeps counts for as long as nothing is written, and a little longer: while a read goes on, they
 * take up no more than a tenth of the database's time however often they are asked for.
 */
export function createRecentCounts(db: Database): RecentCounts {
  const kept = new Map<string, Kept>();

  const compute = <T>(key: string, version: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const answer = work();
    const entry: Kept = { version, begun, answer, tookMs: Infinity };
    kept.delete(key);
    kept.set(key, entry);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    const forget = () => {
      if (kept.get(key) === entry) kept.delete(key);
    };
    answer.then(() => {
      entry.tookMs = performance.now() - begun;
      if (entry.tookMs < worthKeepingMs) forget();
    }, forget);
    return answer;
  };

  return {
    async get<T>(key: string, work: () => Promise<T>): Promise<T> {
      const version = await versionOf(db);
      const known = kept.get(key);
      if (!known) return await compute(key, version, work);
      const isRecent = performance.now() - known.begun < known.tookMs * patience;
      if (known.version === version || isRecent) return (await known.answer) as T;
      return await compute(key, version, work);
    },
  };
}

/** Changes with every transaction that writes, and with nothing else. */
async function versionOf(db: Database): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select pg_current_snapshot()::text as version`.execute(db);
  return rows[0]?.version ?? '';
}
