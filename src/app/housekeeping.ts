import { daysOf, type DaysSetting } from '../base/days-setting.ts';
import { dayMs } from '../base/durations.ts';
import { messageOf } from '../base/errors.ts';
import { pruneChanges } from '../changes/prune.ts';
import { forgetOldReads } from '../consumers/forget-old-reads.ts';
import { forgetDeadLetters } from '../consumers/webhooks/dead-letters.ts';
import { forgetOldSecrets } from '../consumers/webhooks/rotate-secret.ts';
import { eventDays, forgetOldEvents } from '../engagement/forget-old-events.ts';
import { forgetOldChecks } from '../extraction/expectations/forget-old-checks.ts';
import { forgetOldWork } from '../extraction/forget-old-work.ts';
import { clearAllDropped } from '../extraction/versions/clear-dropped.ts';
import type { JobEngine } from '../jobs/engine.ts';
import type { AppContext } from './context.ts';

const changes: DaysSetting = {
  name: 'UNDERSTORY_CHANGES_DAYS',
  usual: 30,
  least: 1,
  most: 3650,
};
const ledger: DaysSetting = { name: 'UNDERSTORY_LEDGER_DAYS', usual: 400, least: 1, most: 36_500 };
const work: DaysSetting = { name: 'UNDERSTORY_WORK_DAYS', usual: 400, least: 1, most: 36_500 };

const deadLetterDays = 90;
/** What the job engine itself keeps of jobs that ended; what came of them is told by runs and backfills. */
const engineDays = 30;

/** How many days of what are kept. */
export interface Retention {
  readonly changes: number;
  readonly ledger: number;
  readonly work: number;
  readonly events: number;
}

/** @throws input `days-setting` */
export function retentionOf(environment: NodeJS.ProcessEnv = process.env): Retention {
  return {
    changes: daysOf(changes, environment),
    ledger: daysOf(ledger, environment),
    work: daysOf(work, environment),
    events: daysOf(eventDays, environment),
  };
}

type Kept = Pick<AppContext, 'db' | 'signals' | 'home' | 'log' | 'clock'>;

/**
 * Forgets what is too old in the database and what dropped versions have left, now and every day
 * from now on; what goes and what stays for ever is said in docs/retention.md. Gives what ends that. Any number of processes may.
 */
export function startHousekeeping(
  { db, signals, home, log, clock }: Kept,
  engine: Pick<JobEngine, 'forgetFinished'>,
  retention: Retention,
): () => Promise<void> {
  const ago = (days: number) => new Date(clock() - days * dayMs);
  const chores: readonly (readonly [what: string, forget: () => Promise<number>])[] = [
    ['changes', () => pruneChanges(db, retention.changes, clock())],
    ['dead letters', () => forgetDeadLetters(db, ago(deadLetterDays))],
    ['secrets of webhooks', () => forgetOldSecrets(db, clock())],
    ['reads in the ledger', () => forgetOldReads(db, ago(retention.ledger))],
    ['checks and measures of signals', () => forgetOldChecks(db, clock())],
    ['reads of sources and backfills', () => forgetOldWork(db, ago(retention.work))],
    ['events of people', () => forgetOldEvents(db, ago(retention.events))],
    ['dropped versions', () => clearAllDropped({ db, signals, home })],
    ['jobs', () => engine.forgetFinished(ago(engineDays))],
  ];
  const stop = new AbortController();
  const keep = async () => {
    for (const [what, forget] of chores) {
      if (stop.signal.aborted) return;
      try {
        const count = await forget();
        if (count > 0) log.info({ count }, `forgot old ${what}`);
      } catch (error) {
        log.warn({ error: messageOf(error) }, `cannot forget old ${what}`);
      }
    }
  };
  let keeping = keep();
  const timer = setInterval(() => {
    keeping = keeping.then(keep);
  }, dayMs);
  return async () => {
    stop.abort();
    clearInterval(timer);
    await keeping;
  };
}
