import type { Command } from 'commander';
import type { Signals } from '../../../../contracts/signals-api.ts';
import { describeCost } from '../../../../extraction/metrics/measured-cost.ts';
import { listSignals } from '../../../../retrieval/signals/catalogue.ts';
import { table } from '../../output.ts';
import { withContext } from '../../session.ts';

/** `understory signals [list]` */
export function registerList(signals: Command): void {
  signals
    .command('list')
    .description('every version of every signal: state, coverage, cost of 1,000 items')
    .action(async (_options: unknown, command: Command) => {
      await listAll(command);
    });
}

export async function listAll(command: Command): Promise<void> {
  await withContext(command, async ({ db, clock }, output) => {
    const listed = await listSignals(db, clock());
    output.object(listed);
    output.line(table([header, ...listed.signals.flatMap(rowsOf)]));
  });
}

const header = ['signal', 'state', 'kind', 'owner', 'coverage', 'cost of 1,000', 'from'];

function rowsOf({ name, kind, owner, cost, inputs, versions }: Signals['signals'][number]) {
  return versions.map(({ version, state, metrics, cpuSecondsPer1000 }) => [
    `${name}@${version}`,
    state,
    kind,
    owner,
    metrics === null ? '–' : percent(metrics.coverage),
    describeCost(cpuSecondsPer1000, cost),
    inputs.join(', '),
  ]);
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
