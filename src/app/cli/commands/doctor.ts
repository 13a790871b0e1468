import type { Command } from 'commander';
import { homeAt } from '../../../base/home.ts';
import type { Finding } from '../../doctor/check.ts';
import { diagnose } from '../../doctor/diagnose.ts';
import { outputOf, type GlobalOptions } from '../session.ts';

const marks: Readonly<Record<Finding['status'], string>> = { ok: '✓', warning: '!', failed: '✗' };

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('what works on this machine, and what to do about what does not')
    .action(async (_options: unknown, command: Command) => {
      const output = outputOf(command);
      const home = homeAt(command.optsWithGlobals<GlobalOptions>().home);
      const findings = await diagnose(
        { home, environment: process.env },
        ({ name, status, found, todo }) => {
          output.line(`${marks[status]} ${name.padEnd(18)} ${found}`);
          if (todo !== null) output.line(`${' '.repeat(21)}→ ${todo}`);
        },
      );
      output.object({ checks: findings });
      if (findings.some(({ status }) => status === 'failed')) process.exitCode = 1;
    });
}
