import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { inputError, messageOf } from '../../../../base/errors.ts';
import type { ContractChange, OdcsDocument } from '../../../../contracts/odcs.ts';
import { resolveVersion } from '../../../../extraction/versions/resolve.ts';
import { readVersions } from '../../../../extraction/versions/versions.ts';
import { contradictionsOf, liveContractOf } from '../../../../retrieval/signals/contract-check.ts';
import { readContractFacts } from '../../../../retrieval/signals/facts.ts';
import { compareContracts } from '../../../../signals/contract/odcs/compare.ts';
import { odcsOf } from '../../../../signals/contract/odcs/document.ts';
import { parseContract } from '../../../../signals/contract/odcs/parse.ts';
import type { Output } from '../../output.ts';
import { outputOf, withContext } from '../../session.ts';

interface ContractFlags {
  readonly check?: string;
  readonly against?: string;
  readonly pinned?: boolean;
}

/** `understory signals contract NAME[@V]`, `understory signals contract --check FILE` */
export function registerContract(signals: Command): void {
  signals
    .command('contract')
    .argument('[name[@version]]', 'a signal: its contract is printed')
    .description('print a contract as Open Data Contract Standard 3.1, or check one')
    .option('--check <file>', 'validate a contract, and compare it with the live one of its signal')
    .option('--against <file>', 'compare with this contract instead: needs no installation')
    .option('--pinned', 'FILE is what a reader relies on: what became of it since?')
    .addHelpText('after', help)
    .action(async (text: string | undefined, flags: ContractFlags, command: Command) => {
      if (flags.check !== undefined) await check(flags.check, flags, command);
      else if (text !== undefined) await print(text, command);
      else {
        throw inputError(
          'no-contract',
          'Expected a signal whose contract is to be printed, such as ocr, or --check FILE.',
        );
      }
    });
}

const help = `
Exit codes of --check: 0 nothing breaks a reader, 1 something does or the contract says what the
table does not hold, 2 not a contract. "-" is standard input.

An owner, before changing a contract:  understory signals contract --check new.yaml
A consumer, in its own CI:             understory signals contract ocr > live.yaml
                                       understory signals contract --pinned --check mine.yaml --against live.yaml`;

async function print(text: string, command: Command): Promise<void> {
  await withContext(command, async ({ db }, output) => {
    const versions = await readVersions(db);
    const ref = resolveVersion(text, versions);
    const document = odcsOf(ref, await readContractFacts(db, ref), versions.registry);
    output.object(document);
    if (!output.json) await output.raw(stringify(document));
  });
}

async function check(file: string, { against, pinned }: ContractFlags, command: Command) {
  const document = await readContract(file);
  if (against !== undefined) {
    const other = await readContract(against);
    report(compare(document, other, pinned), [], outputOf(command));
    return;
  }
  await withContext(command, async (context, output) => {
    const live = await liveContractOf(document, context);
    report(compare(document, live, pinned), await contradictionsOf(document, context), output);
  });
}

interface Comparison {
  readonly before: OdcsDocument;
  readonly after: OdcsDocument;
}

function compare(file: OdcsDocument, other: OdcsDocument, isPinned = false): Comparison {
  if (file.id !== other.id) {
    throw inputError(
      'other-contract',
      `Expected two contracts of one id, got ${file.id} and ${other.id}: those of one signal can be compared.`,
    );
  }
  return isPinned ? { before: file, after: other } : { before: other, after: file };
}

function report({ before, after }: Comparison, contradictions: string[], output: Output): void {
  const changes = compareContracts(before, after);
  const breaking = changes.filter((change) => change.breaking).length;
  const ok = breaking === 0 && contradictions.length === 0;
  const { id } = after;
  output.object({ ok, id, before: before.version, after: after.version, changes, contradictions });
  output.line(`${id}: ${before.version} → ${after.version}`);
  for (const change of changes) output.line(lineOf(change));
  for (const contradiction of contradictions) output.line(`contradicts  ${contradiction}`);
  output.line(
    changes.length === 0
      ? 'Nothing changed.'
      : `${breaking} of ${changes.length} changes break readers.`,
  );
  if (!ok) process.exitCode = 1;
}

function lineOf({ change, path, before, after, breaking }: ContractChange): string {
  return `${breaking ? 'BREAKS' : 'fine  '}  ${change}  ${path}: ${told(before)} → ${told(after)}`;
}

function told(value: ContractChange['before']): string {
  const json = JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 80)}…` : json;
}

async function readContract(file: string): Promise<OdcsDocument> {
  if (file === '-') return parseContract(await textOf(process.stdin), 'standard input');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw inputError('no-file', `Expected a contract in ${file}: ${messageOf(error)}.`, {
      cause: error,
    });
  }
  return parseContract(text, file);
}
