import type { Lineage, LineageNode } from '../../contracts/signals-api.ts';
import { isSignalRef, versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import { refOfContract, type SignalRegistry } from '../registry.ts';

/** What versions come from, back to the source, and what comes from them. */
export function lineageOf(refs: readonly SignalRef[], registry: SignalRegistry): Lineage {
  const all = lineageOfAll(registry);
  const kept = new Set(
    refs.flatMap((ref) => [...reach(ref, all, 'to', 'from'), ...reach(ref, all, 'from', 'to')]),
  );
  return {
    nodes: all.nodes.filter(({ id }) => kept.has(id)),
    edges: all.edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  };
}

/** Source → asset or field → signal → signal, and model → signal, of every version there is. */
export function lineageOfAll({ contracts }: SignalRegistry): Lineage {
  const nodes = new Map<string, LineageNode>([['source', { id: 'source', kind: 'source' }]]);
  const edges: Lineage['edges'] = [];
  for (const contract of contracts) {
    const ref = refOfContract(contract);
    const { inputs, models } = contract;
    nodes.set(ref, { id: ref, kind: 'signal' });
    for (const input of inputs) {
      edges.push({ from: input, to: ref });
      if (isSignalRef(input) || nodes.has(input)) continue;
      const isAsset = input === 'image' || input === 'video';
      nodes.set(input, { id: input, kind: isAsset ? 'asset' : 'field' });
      edges.push({ from: 'source', to: input });
    }
    for (const model of models) {
      nodes.set(`model:${model}`, { id: `model:${model}`, kind: 'model' });
      edges.push({ from: `model:${model}`, to: ref });
    }
  }
  return { nodes: [...nodes.values()], edges };
}

/** The versions that a version is computed from directly. */
export function inputSignalsOf(ref: SignalRef, registry: SignalRegistry): readonly SignalRef[] {
  return registry.contractOf(ref).inputs.filter((input): input is SignalRef => isSignalRef(input));
}

/** The versions that are computed from a version directly, those of its own signal left out. */
export function dependentsOf(ref: SignalRef, { contracts }: SignalRegistry): readonly SignalRef[] {
  const { name } = versionOf(ref);
  return contracts
    .filter((contract) => contract.inputs.includes(ref) && contract.name !== name)
    .map(refOfContract);
}

function reach(
  start: string,
  { edges }: Lineage,
  here: 'from' | 'to',
  there: 'from' | 'to',
): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const id of reached) {
    for (const edge of edges) if (edge[here] === id) reached.add(edge[there]);
  }
  return reached;
}
