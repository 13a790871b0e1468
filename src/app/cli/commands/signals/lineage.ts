import type { Command } from 'commander';
import type { SignalRef } from '../../../../contracts/signal-ref.ts';
import { resolveVersion } from '../../../../extraction/versions/resolve.ts';
import { readVersions } from '../../../../extraction/versions/versions.ts';
import {
  dependentsOf,
  inputSignalsOf,
  lineageOf,
  lineageOfAll,
} from '../../../../signals/contract/lineage.ts';
import { contractOf, refOfContract, signalContracts } from '../../../../signals/table.ts';
import { withContext } from '../../session.ts';

/** `understory signals lineage [NAME[@V]]` */
export function registerLineage(signals: Command): void {
  signals
    .command('lineage')
    .argument('[name[@version]]', 'a signal; by default all')
    .description('what signals come from and what comes from them, as a tree')
    .action(async (text: string | undefined, _options: unknown, command: Command) => {
      await withContext(command, async ({ db }, output) => {
        const ref = text === undefined ? undefined : resolveVersion(text, await readVersions(db));
        output.object(ref === undefined ? lineageOfAll() : lineageOf(ref));
        if (ref === undefined) {
          for (const root of rootSignals())
            for (const line of treeOf(root, below)) output.line(line);
          return;
        }
        output.line('comes from');
        for (const line of treeOf(ref, above)) output.line(line);
        output.line('\nis used by');
        for (const line of treeOf(ref, below)) output.line(line);
      });
    });
}

/** Versions that are computed from the item itself and from no other signal. */
function rootSignals(): SignalRef[] {
  return signalContracts.map(refOfContract).filter((ref) => inputSignalsOf(ref).length === 0);
}

interface Branches {
  readonly signals: readonly SignalRef[];
  /** What is no signal: fields, assets and models. */
  readonly leaves: readonly string[];
}

function above(ref: SignalRef): Branches {
  const { inputs, models } = contractOf(ref);
  const signals = inputSignalsOf(ref);
  const fields = inputs.filter((input) => !signals.some((signal) => signal === input));
  return { signals, leaves: [...fields, ...models.map((model) => `model ${model}`)] };
}

function below(ref: SignalRef): Branches {
  return { signals: dependentsOf(ref), leaves: [] };
}

/** A tree of lines; signals come from earlier ones only, so that it ends. */
function treeOf(ref: SignalRef, branchesOf: (ref: SignalRef) => Branches, indent = ''): string[] {
  const { signals, leaves } = branchesOf(ref);
  return [
    `${indent}${ref}`,
    ...leaves.map((leaf) => `${indent}  ${leaf}`),
    ...signals.flatMap((signal) => treeOf(signal, branchesOf, `${indent}  `)),
  ];
}
