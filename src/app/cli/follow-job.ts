import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '../../contracts/jobs.ts';
import { findJob } from '../../extraction/backfill/job-view.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { Output } from './output.ts';
import { planAgainstActual } from './job-plan-text.ts';
import { createProgressView } from './progress.ts';

const pollMs = 300;

/** Shows a job until it ends, is paused, or the signal aborts, and gives how it stands then. */
export async function followJob(db: Database, id: string, signal: AbortSignal): Promise<Job> {
  const view = createProgressView();
  for (;;) {
    const job = await findJob(db, id);
    const { items, done, leftOut, failed, itemsPerSecond, remainingSeconds } = job;
    view.show({
      state: 'running',
      listed: items,
      due: items,
      done: done + leftOut,
      failed,
      itemsPerSecond,
      remainingSeconds,
    });
    if (signal.aborted || job.state !== 'running') {
      view.stop();
      return job;
    }
    await sleep(pollMs);
  }
}

/** How a job stands, and what to do next. */
export function reportJob(job: Job, now: number, output: Output): void {
  const { id, signal, version, state, done, leftOut, failed, items } = job;
  const counts = [
    `${done} of ${items} items computed`,
    ...(leftOut > 0 ? [`${leftOut} needed nothing any more`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  output.line(`${signal}@${version}: ${state}, ${counts.join(', ')}.`);
  for (const line of planAgainstActual(job, now)) output.line(line);
  if (state === 'running') {
    output.line(`It goes on in any worker or server: \`understory jobs show ${id}\`.`);
  }
  if (state === 'paused') {
    output.line(
      `\`understory jobs resume ${id}\` goes on${failed > 0 ? ', with what failed' : ''}.`,
    );
  }
}
