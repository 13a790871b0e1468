import type { Dispatcher } from 'undici';
import { readChanges, type LogPage } from '../../changes/read.ts';
import { UnderstoryError } from '../../base/errors.ts';
import type { ChangeEvent } from '../../contracts/changes.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { visibleChanges } from '../visible-changes.ts';
import { failDeadLetter, nextToReplay, settleDeadLetter, type DeadLetter } from './dead-letters.ts';
import type { WebhookEffects } from './effects.ts';
import { postEvent } from './post.ts';
import { acknowledge, bury, halt, passOver, postpone, type Place } from './progress.ts';
import { backoffMs, type RetryPolicy } from './retry.ts';
import { secretsOf } from './rotate-secret.ts';
import { getSubscriber, type Subscriber } from './subscriber.ts';

/** What sending to one webhook needs. */
export interface Delivery {
  readonly db: Database;
  readonly agent: Dispatcher;
  readonly effects: WebhookEffects;
  readonly retries: RetryPolicy;
  readonly stop: AbortSignal;
}

/** Events of one turn, so that a webhook with many leaves others their turn. */
const eventsPerTurn = 50;

/**
 * One turn of a webhook, by the only one who sends to it: the next of its dead letters that are to
 * be sent again, or the next events after its cursor, in order, up to the first that fails. The
 * cursor moves after each event that was taken: a process that is killed in between sends that
 * one again, with the same id. Gives whether there may be more to do at once.
 */
export async function deliver(id: string, delivery: Delivery): Promise<boolean> {
  const { db, effects } = delivery;
  const now = effects.clock();
  const row = await db
    .selectFrom('webhooks')
    .select(['id', 'consumer', 'url', 'types', 'signals', 'cursor', 'attempts'])
    .select(['secret', 'old_secret', 'old_secret_until'])
    .where('id', '=', id)
    .where('state', '<>', 'paused')
    .where('next_at', '<=', new Date(now))
    .executeTakeFirst();
  if (!row) return false;
  const webhook = { ...row, secrets: secretsOf(row, now) };
  const subscriber = await getSubscriber(db, webhook.consumer);
  if (subscriber.isRetired) {
    return await stopAt(db, webhook, `${subscriber.name} is retired.`);
  }
  const dead = await nextToReplay(db, id, now);
  if (dead) return await replay(dead, webhook, delivery);
  const page = await readFor(webhook, subscriber, db);
  return typeof page === 'string'
    ? await stopAt(db, webhook, page)
    : await deliverPage(page, webhook, delivery);
}

interface Target extends Place {
  readonly url: string;
  /** What its messages are signed with. */
  readonly secrets: readonly string[];
}

/** Events that it may see after its cursor, or why they cannot be had. */
async function readFor(
  { cursor, types, signals }: Place & Filter,
  { declared }: Subscriber,
  db: Database,
): Promise<LogPage | string> {
  const filter = visibleChanges(
    { types: types ?? undefined, signals: signals ?? undefined },
    declared,
  );
  try {
    return await readChanges(db, { ...filter, after: cursor, limit: eventsPerTurn });
  } catch (error) {
    if (!(error instanceof UnderstoryError)) throw error;
    return `${error.code}: ${error.message} Then: understory webhooks replay ID --after latest`;
  }
}

interface Filter {
  readonly types: ChangeEvent['type'][] | null;
  readonly signals: string[] | null;
}

async function deliverPage(page: LogPage, target: Target, delivery: Delivery): Promise<boolean> {
  let place: Target = target;
  for (const event of page.events) {
    if (!(await deliverEvent(event, place, delivery))) return false;
    place = { ...place, cursor: event.id, attempts: 0 };
  }
  if (!page.isEnd) return true;
  await passOver(delivery.db, place, page.next);
  return false;
}

/** Gives whether to go on with the next event. */
async function deliverEvent(
  event: ChangeEvent,
  place: Target,
  delivery: Delivery,
): Promise<boolean> {
  const { db, effects, retries } = delivery;
  const outcome = await postEvent(event, place, delivery);
  switch (outcome.kind) {
    case 'delivered':
      return await acknowledge(db, place, event.id);
    case 'gone':
      return await stopAt(db, place, goneReason);
    case 'stopped':
      return false;
    case 'failed': {
      const { reason } = outcome;
      const failures = place.attempts + 1;
      const now = effects.clock();
      if (failures >= retries.tries) {
        return await bury(db, place, event, { reason, now: new Date(now) });
      }
      const until = new Date(now + backoffMs(failures, retries, effects.random));
      await postpone(db, place, { reason, until });
      return false;
    }
  }
}

async function replay(dead: DeadLetter, target: Target, delivery: Delivery): Promise<boolean> {
  const { db, effects, retries } = delivery;
  const outcome = await postEvent(dead.event, target, delivery);
  switch (outcome.kind) {
    case 'delivered':
      await settleDeadLetter(db, target.id, dead.seq);
      return true;
    case 'gone':
      return await stopAt(db, target, goneReason);
    case 'stopped':
      return false;
    case 'failed': {
      const { reason } = outcome;
      const failures = dead.attempts + 1;
      const waitMs = backoffMs(failures, retries, effects.random);
      const retryAt = failures >= retries.tries ? undefined : new Date(effects.clock() + waitMs);
      await failDeadLetter(db, target.id, dead, { reason, retryAt });
      return true;
    }
  }
}

const goneReason =
  'http-410: The receiver wants no more events. Resume it once it does: understory webhooks resume ID';

async function stopAt(db: Database, place: Place, reason: string): Promise<false> {
  await halt(db, place, reason);
  return false;
}
