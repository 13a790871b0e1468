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
import type { SignalRegistry } from '../../../../signals/registry.ts';
import { withContext } from '../../session.ts';

/** `understory signals lineage [NAME[@V]]` */
export function registerLineage(signals: Command): void {
  signals
    .command('lineage')
    .argument('[name[@version]]', 'a signal; by default all')
    .description('what signals come from and what comes from them, as a tree')
    .action(async (text: string | undefined, _options: unknown, command: Command) => {
      await withContext(command, async ({ db }, output) => {
        const versions = await readVersions(db);
        const { registry } = versions;
        const ref = text === undefined ? undefined : resolveVersion(text, versions);
        output.object(ref === undefined ? lineageOfAll(registry) : lineageOf([ref], registry));
        if (ref === undefined) {
          for (const root of rootSignals(registry)) {
            for (const line of treeOf(root, below, registry)) output.line(line);
          }
          return;
        }
        output.line('comes from');
        for (const line of treeOf(ref, above, registry)) output.line(line);
        output.line('\nis used by');
        for (const line of treeOf(ref, below, registry)) output.line(line);
      });
    });
}

/** Versions that are computed from the item itself and from no other signal. */
function rootSignals(registry: SignalRegistry): SignalRef[] {
  return registry.refs.filter((ref) => inputSignalsOf(ref, registry).length === 0);
}

interface Branches {
  readonly signals: readonly SignalRef[];
  /** What is no signal: fields, assets and models. */
  readonly leaves: readonly string[];
}

function above(ref: SignalRef, registry: SignalRegistry): Branches {
  const { inputs, models } = registry.contractOf(ref);
  const signals = inputSignalsOf(ref, registry);
  const fields = inputs.filter((input) => !signals.some((signal) => signal === input));
  return { signals, leaves: [...fields, ...models.map((model) => `model ${model}`)] };
}

function below(ref: SignalRef, registry: SignalRegistry): Branches {
  return { signals: dependentsOf(ref, registry), leaves: [] };
}

/** A tree of lines; signals come from earlier ones only, so that it ends. */
function treeOf(
  ref: SignalRef,
  branchesOf: typeof above,
  registry: SignalRegistry,
  indent = '',
): string[] {
  const { signals, leaves } = branchesOf(ref, registry);
  return [
    `${indent}${ref}`,
    ...leaves.map((leaf) => `${indent}  ${leaf}`),
    ...signals.flatMap((signal) => treeOf(signal, branchesOf, registry, `${indent}  `)),
  ];
}
