import { InvalidArgumentError, type Command } from 'commander';
import { inputError } from '../../../../base/errors.ts';
import { readPlanFile } from '../../../../extraction/backfill/plan-file.ts';
import { stageShard } from '../../../../extraction/backfill/stage-shard.ts';
import { openPools } from '../../../../extraction/workers/pools.ts';
import { withContext } from '../../session.ts';
import { threadsOption } from '../../threads-option.ts';

interface ShardFlags {
  readonly plan: string;
  readonly shard?: number;
  readonly threads?: number;
}

/** The variables in which Kubernetes indexed jobs and AWS Batch arrays say which of them this is. */
const indexVariables = ['JOB_COMPLETION_INDEX', 'AWS_BATCH_JOB_ARRAY_INDEX'] as const;

export function registerRunShard(worker: Command): void {
  worker
    .command('run-shard')
    .description('compute one shard of a plan, with no queue: for schedulers of other systems')
    .requiredOption('--plan <file>', 'as `understory signals backfill --emit-plan` wrote it')
    .option(
      '--shard <number>',
      `which one, from 0 (default: what ${indexVariables.join(' or ')} says)`,
      shardNumber,
    )
    .addOption(threadsOption())
    .action(async (flags: ShardFlags, command: Command) => {
      const plan = await readPlanFile(flags.plan);
      const number = flags.shard ?? indexFrom(process.env);
      await withContext(command, async (context, output) => {
        const pools = openPools(context.home, flags.threads);
        try {
          const items = await stageShard(plan, number, context, pools);
          output.object({ job: plan.job, shard: number, items });
          output.line(
            `Shard ${number} of ${plan.ref}: ${items} items computed, kept for the commit.`,
          );
        } finally {
          await pools.close();
        }
      });
    });
}

function indexFrom(environment: NodeJS.ProcessEnv): number {
  const text = indexVariables.map((name) => environment[name]).find(Boolean);
  if (text !== undefined && /^\d+$/.test(text)) return Number(text);
  throw inputError('no-shard', 'Expected the number of a shard: add --shard K.');
}

function shardNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number from 0.');
}
