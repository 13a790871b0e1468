import type { Command } from 'commander';
import { registerNamed, type CommandEntry } from '../register-named.ts';

const subcommands: readonly CommandEntry[] = [
  { name: 'list', load: async () => (await import('./signals/list.ts')).registerList },
  { name: 'show', load: async () => (await import('./signals/show.ts')).registerShow },
  { name: 'contract', load: async () => (await import('./signals/contract.ts')).registerContract },
  { name: 'check', load: async () => (await import('./signals/check.ts')).registerCheck },
  { name: 'lineage', load: async () => (await import('./signals/lineage.ts')).registerLineage },
  { name: 'add', load: async () => (await import('./signals/add.ts')).registerAdd },
  { name: 'backfill', load: async () => (await import('./signals/backfill.ts')).registerBackfill },
  {
    name: ['promote', 'rollback', 'deprecate', 'drop'],
    load: async () => (await import('./signals/promote.ts')).registerVersions,
  },
];

export async function registerSignals(program: Command): Promise<void> {
  const signals = program
    .command('signals')
    .argument('[name[@version]]', 'a signal, to see its whole contract')
    .description('the signals, their versions and what they promise')
    .action(async (name: string | undefined, _options: unknown, command: Command) => {
      if (name === undefined) await (await import('./signals/list.ts')).listAll(command);
      else await (await import('./signals/show.ts')).show(name, command);
    });
  await registerNamed(signals, subcommands);
}
