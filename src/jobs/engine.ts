import { DBOS } from '@dbos-inc/dbos-sdk';
import pg from 'pg';
import type { Logger } from '../base/log.ts';
import { messageOf } from '../base/errors.ts';
import { repeat } from '../base/repeat.ts';
import { connectionTo } from '../storage/postgres/connections.ts';
import type { Presence } from '../storage/postgres/presence.ts';
import { withAdvisoryLock } from '../storage/postgres/with-advisory-lock.ts';
import type { Enqueue, Job, NextJob, QueueLimits } from './job.ts';
import { forgetFinished } from './forget-finished.ts';
import { throughLosses } from './through-losses.ts';
import { takeOverDeparted } from './takeover.ts';

export interface JobEngine {
  enqueue<Input>(job: Job<Input>, input: Input, options: Enqueue): Promise<void>;
  /** Forgets what is kept of jobs that ended before; gives how many. */
  forgetFinished(before: Date): Promise<number>;
  /** Stops taking work and waits for what this process has begun. */
  stop(): Promise<void>;
}

export interface JobEngineOptions {
  readonly databaseUrl: string;
  /** This process among the workers. */
  readonly presence: Presence;
  readonly jobs: readonly Job<never>[];
  readonly queues: readonly QueueLimits[];
  readonly log: Logger;
}

/** Raised when a job's input or effect changes so that an older program must not run it. */
const jobsVersion = '1';

const takeoverIntervalMs = 2000;
const stopTimeoutMs = 60_000;

/**
 * Starts durable work on PostgreSQL: jobs survive the process that runs them, and those of a
 * process that is gone are begun again by one that lives. There is one engine a process.
 */
export async function startJobEngine(options: JobEngineOptions): Promise<JobEngine> {
  const { databaseUrl, presence, jobs, queues, log } = options;
  const pool = openPool(databaseUrl, log);
  DBOS.setConfig({
    name: 'understory',
    systemDatabaseUrl: databaseUrl,
    systemDatabasePool: pool,
    executorID: presence.process,
    applicationVersion: jobsVersion,
    logger: quietLogger(log),
    listenQueues: queues.map(({ name }) => name),
  });
  const registered = new Map<string, { queue: string; run: (input: unknown) => Promise<void> }>();
  const start = async ({ job, input, id }: NextJob, priority?: number) => {
    const known = registered.get(job);
    if (!known) throw new TypeError(`The job ${job} is not registered.`);
    await DBOS.startWorkflow(known.run, {
      workflowID: id,
      queueName: known.queue,
      ...(priority !== undefined && { enqueueOptions: { priority } }),
    })(input);
  };
  for (const job of jobs)
    registered.set(job.name, { queue: job.queue, run: register(job, start, presence) });
  await launch(databaseUrl, pool);
  for (const { name, perProcess, overall } of queues) {
    await DBOS.registerQueue(name, {
      ...(perProcess !== undefined && { workerConcurrency: perProcess }),
      ...(overall !== undefined && { globalConcurrency: overall }),
      minPollingIntervalMs: 200,
      onConflict: 'always_update',
    });
  }
  const stopTakeover = repeat(
    takeoverIntervalMs,
    () => takeOverDeparted(databaseUrl, presence.process),
    (error) => log.warn({ error: messageOf(error) }, 'cannot look for work of lost processes'),
  );

  return {
    async enqueue(job, input, { id, priority }) {
      await start({ job: job.name, input, id }, priority);
    },
    forgetFinished,
    async stop() {
      await stopTakeover();
      await DBOS.shutdown({ deregister: true, workflowCompletionTimeoutMS: stopTimeoutMs });
      await pool.end();
    },
  };
}

/**
 * The engine's connections, with its own defaults but made as all others are, so that they are cut
 * with them.
 */
function openPool(databaseUrl: string, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    ...connectionTo(databaseUrl),
    application_name: 'understory jobs',
    max: 10,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  pool.on('error', (error) => {
    log.debug({ error: messageOf(error) }, 'a connection of the jobs has ended');
  });
  return pool;
}

/** Any number that all processes agree on. */
const launchLock = 7_305_114_419;

/** One process at a time, since launching makes the engine's tables where they are not there. */
async function launch(databaseUrl: string, pool: pg.Pool): Promise<void> {
  try {
    await withAdvisoryLock(databaseUrl, launchLock, () => DBOS.launch());
  } catch (error) {
    // Connections that it has opened would keep the process.
    await DBOS.shutdown({ deregister: true });
    await pool.end();
    throw error;
  }
}

/** A fault that passes, such as a connection that was cut, is over by the last of these. */
const attempts = { retriesAllowed: true, maxAttempts: 4, intervalSeconds: 1, backoffRate: 3 };

type Start = (next: NextJob) => Promise<void>;

/** Steps are recorded when they end, so that work taken over goes on after the last one that did. */
function register(
  job: Job<never>,
  start: Start,
  presence: Presence,
): (input: unknown) => Promise<void> {
  const { name } = job;
  return DBOS.registerWorkflow(
    async (given: unknown) => {
      const input = given as never;
      try {
        await DBOS.runStep(() => throughLosses(presence, () => job.run(input)), {
          name,
          ...attempts,
        });
      } catch (error) {
        const last = lastOf(error);
        await DBOS.runStep(() => throughLosses(presence, () => job.giveUp(input, last)), {
          name: `${name}-failed`,
        });
      }
      if (!job.next) return;
      const next = await DBOS.runStep(
        () => throughLosses(presence, async () => (await job.next?.(input)) ?? null),
        {
          name: `${name}-next`,
        },
      );
      if (next) await start(next);
    },
    { name, maxRecoveryAttempts: 1000 },
  );
}

/** What the job threw at its last attempt, which the engine wraps together with those before. */
function lastOf(error: unknown): unknown {
  const errors: unknown = error instanceof Error && 'errors' in error ? error.errors : undefined;
  return Array.isArray(errors) ? (errors.at(-1) ?? error) : error;
}

/** What the engine says is for those who debug it; its errors surface through the jobs. */
function quietLogger(log: Logger) {
  const write = (entry: unknown) => {
    log.debug({ entry }, 'jobs');
  };
  return {
    info: write,
    debug: write,
    warn: write,
    error: (entry: unknown) => {
      log.warn({ entry: messageOf(entry) }, 'jobs');
    },
  };
}
