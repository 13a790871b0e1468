import type { Command } from 'commander';
import type { Job } from '../../../contracts/jobs.ts';
import { changeBackfill } from '../../../extraction/backfill/backfills.ts';
import { findJob, findJobDetail, listJobs } from '../../../extraction/backfill/job-view.ts';
import { releaseStaged } from '../../../extraction/backfill/release-staged.ts';
import { followJob, reportJob } from '../follow-job.ts';
import { secondsOf } from '../job-plan-text.ts';
import { table } from '../output.ts';
import { durationText } from '../progress.ts';
import { interruptSignal, withContext } from '../session.ts';

const ways = {
  pause: 'stop taking shards of a job, until it is resumed',
  resume: 'go on with a job, and try again what failed of it',
  cancel: 'end a job; what it has computed stays',
} as const;

export function registerJobs(program: Command): void {
  const jobs = program
    .command('jobs')
    .description('backfills: work over the whole catalogue, beside the reading of fresh content');

  jobs
    .command('list', { isDefault: true })
    .description('all jobs, the newest first')
    .action(async (_flags: unknown, command: Command) => {
      await withContext(command, async ({ db, clock }, output) => {
        const list = await listJobs(db);
        output.object({ jobs: list });
        if (list.length === 0) {
          output.line('No jobs yet: `understory signals backfill NAME@V` begins one.');
          return;
        }
        const rows = list.map((job) => rowOf(job, clock()));
        output.line(table([header, ...rows]));
      });
    });

  jobs
    .command('show')
    .argument('<id>')
    .description('one job and its shards; with --follow until it ends')
    .option('--follow', 'show how it goes until it ends')
    .action(async (id: string, flags: { follow?: boolean }, command: Command) => {
      await withContext(command, async ({ db, clock }, output) => {
        if (flags.follow) await followJob(db, id, interruptSignal(output));
        const job = await findJobDetail(db, id);
        output.object(job);
        reportJob(job, clock(), output);
        const wrong = job.shardList.filter(({ error }) => error !== null);
        for (const { number, error } of wrong) output.line(`  shard ${number}: ${error}`);
      });
    });

  for (const way of ['pause', 'resume', 'cancel'] as const) {
    jobs
      .command(way)
      .argument('<id>')
      .description(ways[way])
      .action(async (id: string, _flags: unknown, command: Command) => {
        await withContext(command, async (context, output) => {
          const { db, clock } = context;
          await changeBackfill(db, id, way, clock());
          if (way === 'cancel') await releaseStaged(context);
          const job = await findJob(db, id);
          output.object(job);
          reportJob(job, clock(), output);
        });
      });
  }
}

const header = ['job', 'what', 'state', 'items', 'done', 'planned', 'taken', 'left'];

function rowOf(job: Job, now: number): (string | number)[] {
  const { id, kind, signal, version, state, plan, remainingSeconds } = job;
  const text = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? '' : durationText(seconds);
  const times = [plan?.estimate?.seconds, secondsOf(job, now), remainingSeconds].map(text);
  const what = kind === 'values' ? `${signal}@${version}` : `catalogue to ${signal}@${version}`;
  return [id, what, state, job.items, job.done + job.leftOut, ...times];
}
