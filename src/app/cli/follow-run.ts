import { setTimeout as sleep } from 'node:timers/promises';
import type { Run, RunDetail } from '../../contracts/api.ts';
import { UnderstoryError } from '../../base/errors.ts';
import { findRun, findRunDetail } from '../../extraction/read/run-view.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { durationText, type ProgressView } from './progress.ts';
import { table, type Output } from './output.ts';

const pollMs = 300;

/** Shows a run until it ends or the signal aborts, and gives how it ended. */
export async function followRun(
  db: Database,
  id: string,
  view: ProgressView,
  signal: AbortSignal,
): Promise<RunDetail> {
  for (;;) {
    const run = await getRun(db, id);
    view.show(run);
    if (signal.aborted || (run.state !== 'listing' && run.state !== 'running')) break;
    await sleep(pollMs);
  }
  view.stop();
  const detail = await findRunDetail(db, id);
  if (detail) return detail;
  throw lostRun(id);
}

async function getRun(db: Database, id: string): Promise<Run> {
  const run = await findRun(db, id);
  if (run) return run;
  throw lostRun(id);
}

function lostRun(id: string): UnderstoryError {
  return new UnderstoryError('internal', 'lost-run', `The run ${id} is gone from the database.`);
}

/** What a run did, what failed and why, and what to do next. */
export function reportRun(run: RunDetail, output: Output): void {
  const seconds = run.endedAt
    ? (new Date(run.endedAt).getTime() - new Date(run.startedAt).getTime()) / 1000
    : 0;
  const counts = [
    `${run.listed} listed`,
    `${run.done} computed`,
    `${run.unchanged} unchanged`,
    ...(run.removed > 0 ? [`${run.removed} removed`] : []),
    ...(run.failed > 0 ? [`${run.failed} failed`] : []),
  ];
  const took = run.endedAt ? ` in ${durationText(seconds)}` : '';
  output.line(`${run.source}: ${counts.join(', ')}${took}`);
  if (run.error !== null) output.line(`  ${run.error}`);
  if (run.signals.length > 0 && run.done > 0) {
    const rows = run.signals
      .toSorted((a, b) => b.cpuMs - a.cpuMs)
      .map(({ signal, ok, abstained, failed, cpuMs }) => [
        `  ${signal}`,
        ok,
        abstained,
        failed,
        (cpuMs / Math.max(1, run.done + run.failed)).toFixed(1).padStart(11),
      ]);
    output.line();
    output.line(table([['  signal', 'said', 'abstained', 'failed', 'CPU ms/item'], ...rows]));
  }
  if (run.failures.length > 0) {
    output.line();
    output.line('Failed:');
    for (const { code, count, examples } of run.failures) {
      output.line(`  ${code} (${count})`);
      for (const { id, message } of examples.slice(0, 3)) output.line(`    ${id}: ${message}`);
      if (count > 3) output.line(`    … and ${count - Math.min(3, examples.length)} more`);
    }
    output.line();
    output.line('Mend the sources and read them again, or run `understory retry --failed`.');
  }
}
