import type { Command } from 'commander';
import { inputError } from '../../../base/errors.ts';
import { signalContracts } from '../../../signals/table.ts';
import { table } from '../output.ts';
import { outputOf } from '../session.ts';

export function registerSignals(program: Command): void {
  program
    .command('signals')
    .argument('[name]', 'a signal, to see its whole contract')
    .description('the signals and what they promise')
    .action((name: string | undefined, _options: unknown, command: Command) => {
      const output = outputOf(command);
      if (name === undefined) {
        output.object({ signals: signalContracts });
        const rows = signalContracts.map(({ name: signal, version, kind, cost, inputs }) => [
          `${signal}@${version}`,
          kind,
          cost,
          inputs.join(', '),
        ]);
        output.line(table([['signal', 'kind', 'cost', 'from'], ...rows]));
        return;
      }
      const contract = signalContracts.find((candidate) => candidate.name === name);
      if (!contract) {
        const names = signalContracts.map((candidate) => candidate.name).join(', ');
        throw inputError('unknown-signal', `There is no signal "${name}". There are: ${names}.`);
      }
      output.object(contract);
      output.line(`${contract.name}@${contract.version} (${contract.kind}, ${contract.cost})`);
      output.line(contract.meaning);
      output.line(`range: ${contract.range}`);
      output.line(`from: ${contract.inputs.join(', ')}`);
      output.line(`models: ${contract.models.join(', ') || 'none'}`);
    });
}
