import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { codeOf, messageOf } from '../../base/errors.ts';
import type { Logger } from '../../base/log.ts';
import { answeredWithin, NoAnswer } from './answered.ts';
import { connectionTo, cutConnections } from './connections.ts';
import { presenceName } from './server.ts';

/**
 * A session held for as long as a process uses the database. Its advisory lock, which PostgreSQL
 * drops the moment the process dies or its host is lost, is how others know that it still lives.
 */
export interface Presence {
  /** Unique to this process and start. */
  readonly process: string;
  /** Number of its session at the server. */
  readonly session: number;
  /**
   * Resolves when the server has answered now, to how often this process has been announced: more
   * than before means that it was lost in between, and others may have taken over what it does.
   * Waits as long as the server is not reached; rejects once the process has left.
   */
  confirm(): Promise<number>;
  leave(): Promise<void>;
}

export interface PresenceOptions {
  readonly log?: Logger;
  /** Between two looks at whether the server still answers. */
  readonly heartbeatMs?: number;
  /** A server that is silent for so long is not reached. */
  readonly answerMs?: number;
}

const longestWaitMs = 5000;

/**
 * Announces a process, and again under the same name whenever its session is lost. When the server
 * is silent, all connections of the process to it are cut, so that nothing waits for them.
 */
export async function announcePresence(
  url: string,
  process: string,
  { log, heartbeatMs = 5000, answerMs = 8000 }: PresenceOptions = {},
): Promise<Presence> {
  const left = new AbortController();
  let wake = () => {};
  let held: Session | undefined;
  const announce = async () => {
    const found = await openSession(url, process, answerMs);
    found.client.once('end', () => {
      if (held === found) held = undefined;
      wake();
    });
    held = found;
    return found;
  };
  let session = (await announce()).number;
  let announced = 1;

  const look = async () => {
    const isLost = held === undefined;
    const current = held ?? (await announce());
    if (isLost) {
      session = current.number;
      announced += 1;
      log?.warn({ process }, 'announced to the database again');
    }
    await answeredWithin(current.client.query('select 1'), answerMs);
  };
  const lookUntilReached = async (): Promise<number> => {
    for (let waitMs = 250; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      left.signal.throwIfAborted();
      try {
        await look();
        return announced;
      } catch (error) {
        if (left.signal.aborted) throw error;
        log?.warn({ process, error: messageOf(error) }, 'the database is not reached');
        held = undefined;
        if (isSilence(error)) cutConnections(url);
        await sleep(waitMs, undefined, { signal: left.signal });
      }
    }
  };
  let looking: Promise<number> | undefined;
  const confirm = async () => {
    looking ??= lookUntilReached().finally(() => {
      looking = undefined;
    });
    return await looking;
  };

  const beat = async () => {
    while (!left.signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, heartbeatMs).unref();
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (left.signal.aborted) return;
      await confirm().catch((error: unknown) => {
        if (!left.signal.aborted) throw error;
      });
    }
  };
  const beating = beat();

  return {
    process,
    get session() {
      return session;
    },
    confirm,
    async leave() {
      left.abort();
      wake();
      await beating;
      await close(held, answerMs).catch((error: unknown) => {
        log?.warn({ process, error: messageOf(error) }, 'left a database that is not reached');
        cutConnections(url);
      });
    },
  };
}

interface Session {
  readonly client: pg.Client;
  readonly number: number;
}

/** Shared, since the session that was lost may keep its lock for a while. */
async function openSession(url: string, process: string, answerMs: number): Promise<Session> {
  const client = new pg.Client({ ...connectionTo(url), application_name: presenceName });
  // What waits for an answer fails with it; `end` follows.
  client.on('error', () => undefined);
  await answeredWithin(client.connect(), answerMs);
  const { rows } = await answeredWithin(
    client.query<{ session: number }>(
      'select pg_backend_pid() as session, pg_advisory_lock_shared(hashtextextended($1, 0))',
      [process],
    ),
    answerMs,
  );
  return { client, number: rows[0]?.session ?? 0 };
}

async function close(session: Session | undefined, answerMs: number): Promise<void> {
  if (session) await answeredWithin(session.client.end(), answerMs);
}

const waysLost = ['etimedout', 'ehostunreach', 'enetunreach', 'enetdown'];

function isSilence(error: unknown): boolean {
  return error instanceof NoAnswer || waysLost.includes(codeOf(error));
}

/** Those of `processes` that hold no presence any more. */
export async function findDeparted(url: string, processes: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ ...connectionTo(url), application_name: 'understory' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ process: string }>(
      `select process from unnest($1::text[]) as process
       where not exists (
         select from pg_locks
         where locktype = 'advisory' and granted and objsubid = 1
           and database = (select oid from pg_database where datname = current_database())
           and (classid::bigint << 32 | objid::bigint) = hashtextextended(process, 0))`,
      [processes],
    );
    return rows.map((row) => row.process);
  } finally {
    await client.end();
  }
}
