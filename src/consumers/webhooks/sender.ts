import { comparePositions, decodeCursor, type Position } from '../../changes/cursor.ts';
import { getLog } from '../../changes/log.ts';
import { messageOf } from '../../base/errors.ts';
import type { Logger } from '../../base/log.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { openLockSession, type LockSession } from '../../storage/postgres/lock-session.ts';
import { deliver } from './deliver.ts';
import { realWebhookEffects, type WebhookEffects } from './effects.ts';
import { openWebhookAgent } from './post.ts';
import { usualRetries, type RetryPolicy } from './retry.ts';

export interface WebhookSender {
  /** Breaks off what is being sent; it is sent again by who comes next. */
  stop(): Promise<void>;
}

export interface SenderOptions {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly log: Logger;
  readonly retries?: RetryPolicy;
  /** How often to look for something to send. */
  readonly intervalMs?: number;
}

/** Webhooks that one process sends to at once. */
const atOnce = 8;

/**
 * Sends changes to webhooks until stopped, in as many processes as there are: an advisory lock for
 * each webhook, which goes with the process that holds it, leaves it to one at a time.
 */
export function startWebhookSender(
  { db, databaseUrl, log, retries = usualRetries, intervalMs = 1000 }: SenderOptions,
  effects: WebhookEffects = realWebhookEffects(),
): WebhookSender {
  const agent = openWebhookAgent(effects);
  const stopping = new AbortController();
  const turns = new Map<string, Promise<void>>();
  /** When each was last sent to, in turns: one with much to send does not keep others waiting. */
  const lastTurns = new Map<string, number>();
  let turn = 0;
  let locks: LockSession | undefined;
  let wake = () => {};

  const takeTurn = async (id: string, held: LockSession) => {
    let hasMore = false;
    try {
      const stop = AbortSignal.any([stopping.signal, held.lost]);
      hasMore = await deliver(id, { db, agent, effects, retries, stop });
    } catch (error) {
      log.warn({ webhook: id, error: messageOf(error) }, 'cannot send to a webhook');
    } finally {
      await held.unlock(lockOf(id)).catch((error: unknown) => {
        log.warn({ webhook: id, error: messageOf(error) }, 'cannot give up a webhook');
      });
      turns.delete(id);
      if (hasMore) wake();
    }
  };

  const round = async () => {
    if (locks?.lost.aborted ?? true) locks = await openLockSession(databaseUrl);
    const due = await listDue(db, effects.clock());
    const waited = due.toSorted((a, b) => (lastTurns.get(a) ?? 0) - (lastTurns.get(b) ?? 0));
    for (const id of waited) {
      if (stopping.signal.aborted || turns.size >= atOnce) return;
      if (turns.has(id) || !locks || !(await locks.tryLock(lockOf(id)))) continue;
      turn += 1;
      lastTurns.set(id, turn);
      turns.set(id, takeTurn(id, locks));
    }
  };

  const loop = async () => {
    while (!stopping.signal.aborted) {
      await round().catch((error: unknown) => {
        log.warn({ error: messageOf(error) }, 'cannot look for webhooks to send to');
      });
      if (stopping.signal.aborted) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, intervalMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = loop();

  return {
    async stop() {
      stopping.abort();
      wake();
      await running;
      await Promise.all(turns.values());
      await locks?.close();
      await agent.destroy();
    },
  };
}

function lockOf(id: string): string {
  return `webhook ${id}`;
}

/** Webhooks that may have something to be sent. */
async function listDue(db: Database, now: number): Promise<readonly string[]> {
  const due = await db
    .selectFrom('webhooks')
    .select(({ exists, selectFrom }) => [
      'id',
      'cursor',
      exists(
        selectFrom('webhook_dead_letters')
          .select('seq')
          .whereRef('webhook', '=', 'webhooks.id')
          .where('replay_at', '<=', new Date(now)),
      ).as('replays'),
    ])
    .where('state', '<>', 'paused')
    .where('next_at', '<=', new Date(now))
    .orderBy('created_at')
    .execute();
  if (due.length === 0) return [];
  const { id: log, last } = await getLog(db);
  return due
    .filter(({ cursor, replays }) => replays || isBehind(cursor, log, last))
    .map(({ id }) => id);
}

/** Also of another log, which its turn is to find out. */
function isBehind(text: string, log: string, last: Position): boolean {
  const cursor = decodeCursor(text);
  return cursor.log !== log || comparePositions(cursor, last) < 0;
}
