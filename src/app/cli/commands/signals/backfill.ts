import { InvalidArgumentError, type Command } from 'commander';
import { inputError } from '../../../../base/errors.ts';
import type { SignalRef } from '../../../../contracts/signal-ref.ts';
import { findActive } from '../../../../extraction/backfill/backfills.ts';
import { beginBackfill } from '../../../../extraction/backfill/begin.ts';
import {
  estimateBackfill,
  planBackfill,
  type Estimate,
  type WorkPlan,
} from '../../../../extraction/backfill/plan.ts';
import { commitPlan } from '../../../../extraction/backfill/stage-shard.ts';
import { readPlanFile, writePlanFile } from '../../../../extraction/backfill/plan-file.ts';
import { resolveVersion } from '../../../../extraction/versions/resolve.ts';
import { readVersions } from '../../../../extraction/versions/versions.ts';
import { openPools } from '../../../../extraction/workers/pools.ts';
import { jobPlanOf, planView } from '../../../backfill-plan.ts';
import type { AppContext } from '../../../context.ts';
import { openWorkshop } from '../../../workshop.ts';
import { followJob, reportJob } from '../../follow-job.ts';
import { planText } from '../../plan-text.ts';
import type { Output } from '../../output.ts';
import { interruptSignal, withContext } from '../../session.ts';
import { threadsOption } from '../../threads-option.ts';

interface BackfillFlags {
  readonly plan?: boolean;
  readonly rate?: number;
  readonly detach?: boolean;
  readonly emitPlan?: string;
  readonly commitPlan?: string;
  readonly price?: number;
  readonly threads?: number;
}

/** `understory signals backfill NAME@V`: computes a version for the whole catalogue. */
export function registerBackfill(signals: Command): void {
  signals
    .command('backfill')
    .argument('[name@version]', 'the version to compute, such as image_embedding@2')
    .description('compute a version for the whole catalogue, beside the live one')
    .option('--plan', 'say what it would take, and do nothing')
    .option('--rate <items>', 'at most so many items a second, all workers together', positive)
    .option('--price <number>', 'of a CPU hour, to say what it costs', positive)
    .option('--detach', 'leave it to workers and servers that are running')
    .option('--emit-plan <file>', 'write its shards to a file, to be run by `worker run-shard`')
    .option('--commit-plan <file>', 'store what the shards of a plan computed')
    .addOption(threadsOption())
    .addHelpText('after', help)
    .action(async (text: string | undefined, flags: BackfillFlags, command: Command) => {
      if (flags.commitPlan !== undefined) return await commit(flags.commitPlan, command);
      if (text === undefined) {
        throw inputError(
          'no-version',
          'Expected a version to compute, such as image_embedding@2: `understory signals` lists them.',
        );
      }
      return await backfill(text, flags, command);
    });
}

const help = `
It runs below the reading of fresh content, in every worker and server of the installation.
\`understory jobs\` shows, pauses, resumes and cancels it. Interrupting the command leaves it
running for them; running the command again goes on where it was.`;

async function backfill(text: string, flags: BackfillFlags, command: Command): Promise<void> {
  await withContext(command, async (context, output) => {
    const ref = resolveVersion(text, await readVersions(context.db));
    const active = await findActive(context.db, 'values', ref);
    if (active?.state === 'running' && !flags.plan) {
      output.note(`Going on with job ${active.id}, which is running.`);
      await follow(active.id, ref, flags, context, output);
      return;
    }
    const plan = await planBackfill(ref, context);
    const view = planView(plan, await estimate(plan, flags, context), flags.price);
    for (const line of planText(view)) output.line(line);
    if (flags.plan || plan.items === 0) {
      output.object(view);
      return;
    }
    const external = flags.emitPlan !== undefined;
    const rate = flags.rate === undefined ? {} : { rate: flags.rate };
    const job = await beginBackfill(
      plan,
      { by: 'cli', external, plan: jobPlanOf(view), ...rate },
      context,
    );
    if (flags.emitPlan !== undefined) {
      await writePlanFile(flags.emitPlan, job, plan);
      output.object({ ...view, job, plan: flags.emitPlan });
      output.line(emittedText(flags.emitPlan, plan.shards.length));
      return;
    }
    if (flags.detach) {
      output.object({ ...view, job });
      output.line(`Begun as job ${job}: \`understory jobs show ${job}\` shows how it goes.`);
      return;
    }
    await follow(job, ref, flags, context, output);
  });
}

/** Takes part in a job until it ends, or the command is interrupted. */
async function follow(
  job: string,
  ref: SignalRef,
  { threads }: BackfillFlags,
  context: AppContext,
  output: Output,
): Promise<void> {
  const signal = interruptSignal(output);
  const workshop = await openWorkshop(context, threads);
  try {
    const ended = await followJob(context.db, job, signal);
    output.object(ended);
    reportJob(ended, context.clock(), output);
    if (ended.state === 'done') {
      output.line(`\`understory signals promote ${ref}\` makes it the live version.`);
    }
    if (ended.failed > 0) process.exitCode = 1;
  } finally {
    await workshop.close();
  }
}

async function estimate(
  plan: WorkPlan,
  { threads }: BackfillFlags,
  context: AppContext,
): Promise<Estimate | undefined> {
  const pools = openPools(context.home, threads);
  try {
    return await estimateBackfill(plan, context, pools);
  } finally {
    await pools.close();
  }
}

function emittedText(file: string, shards: number): string {
  return [
    `${shards} shards written to ${file}. Run each by`,
    `  understory worker run-shard --plan ${file} --shard 0`,
    'and store them all by',
    `  understory signals backfill --commit-plan ${file}`,
  ].join('\n');
}

async function commit(path: string, command: Command): Promise<void> {
  await withContext(command, async (context, output) => {
    const plan = await readPlanFile(path);
    const committed = await commitPlan(plan, context);
    output.object({ job: plan.job, ...committed });
    const left = committed.leftOut > 0 ? `; ${committed.leftOut} changed or went meanwhile` : '';
    output.line(`${plan.ref}: ${committed.stored} items stored${left}.`);
  });
}

function positive(text: string): number {
  const number = Number(text);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new InvalidArgumentError('Expected a number above 0.');
}
