import type { Command } from 'commander';
import type { CheckResult } from '../../../../contracts/expectation.ts';
import type { SignalRef } from '../../../../contracts/signal-ref.ts';
import { checkVersion } from '../../../../extraction/expectations/check-version.ts';
import { computedVersions } from '../../../../extraction/metrics/sample.ts';
import { resolveReadable } from '../../../../extraction/versions/resolve.ts';
import { readVersions } from '../../../../extraction/versions/versions.ts';
import type { AppContext } from '../../../context.ts';
import { table } from '../../output.ts';
import { withContext } from '../../session.ts';

/** `understory signals check [NAME[@V]]` */
export function registerCheck(signals: Command): void {
  signals
    .command('check')
    .argument('[name[@version]]', 'a signal, or all that are computed')
    .description(
      'hold whole tables to what their contracts say; exit code 1 where one does not keep it',
    )
    .action(async (text: string | undefined, _options: unknown, command: Command) => {
      await withContext(command, async (context, output) => {
        const checked: { signal: SignalRef; ok: boolean; results: CheckResult[] }[] = [];
        for (const signal of await chosen(text, context)) {
          const results = await checkVersion(signal, context);
          checked.push({ signal, ok: results.every(({ ok }) => ok), results });
        }
        output.object({ ok: checked.every(({ ok }) => ok), signals: checked });
        output.line(
          table([header, ...checked.flatMap(({ signal, results }) => rowsOf(signal, results))]),
        );
        for (const { signal, results } of checked) {
          for (const result of results) {
            if (!result.ok) for (const line of explain(signal, result)) output.line(line);
          }
        }
        if (checked.some(({ ok }) => !ok)) process.exitCode = 1;
      });
    });
}

async function chosen(text: string | undefined, { db }: AppContext): Promise<SignalRef[]> {
  const versions = await readVersions(db);
  return text === undefined ? computedVersions(versions) : [resolveReadable(text, versions)];
}

const header = ['signal', 'expectation', 'rows', 'failing', 'measured', ''];

function rowsOf(signal: SignalRef, results: readonly CheckResult[]) {
  return results.map(({ expectation, rows, failing, measured, ok }) => [
    signal,
    expectation,
    rows,
    failing,
    measured === null ? '–' : String(Number(measured.toPrecision(4))),
    ok ? 'ok' : 'FAILS',
  ]);
}

function explain(signal: SignalRef, { expected, examples }: CheckResult): string[] {
  return [
    `\n${signal}: expected that ${expected}, but:`,
    ...examples.map(({ item, part, got }) => `  ${[item, part].filter(Boolean).join(' ')}  ${got}`),
  ];
}
