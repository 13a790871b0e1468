import type { Command } from 'commander';
import { registerAdd } from './signals/add.ts';
import { registerBackfill } from './signals/backfill.ts';
import { registerCheck } from './signals/check.ts';
import { registerContract } from './signals/contract.ts';
import { registerLineage } from './signals/lineage.ts';
import { listAll, registerList } from './signals/list.ts';
import { registerVersions } from './signals/promote.ts';
import { registerShow, show } from './signals/show.ts';

export function registerSignals(program: Command): void {
  const signals = program
    .command('signals')
    .argument('[name[@version]]', 'a signal, to see its whole contract')
    .description('the signals, their versions and what they promise')
    .action(async (name: string | undefined, _options: unknown, command: Command) => {
      await (name === undefined ? listAll(command) : show(name, command));
    });
  registerList(signals);
  registerShow(signals);
  registerContract(signals);
  registerCheck(signals);
  registerLineage(signals);
  registerAdd(signals);
  registerBackfill(signals);
  registerVersions(signals);
}
