import type { Lineage } from '../../../src/contracts/signals-api.ts';

/**
 * The layer of every node: 0 for the source, else one more than the last layer of what it comes
 * from. Models, which come from nothing, stand just before the first signal that runs them. Edges
 * of a cycle that lead back are left out of account.
 */
export function rankNodes({ nodes, edges }: Lineage): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  const open = new Set<string>();
  const rankOf = (id: string): number => {
    const known = ranks.get(id);
    if (known !== undefined) return known;
    if (open.has(id)) return 0;
    open.add(id);
    const before = edges.filter(({ to }) => to === id).map(({ from }) => rankOf(from) + 1);
    open.delete(id);
    const rank = Math.max(0, ...before);
    ranks.set(id, rank);
    return rank;
  };
  for (const { id } of nodes) rankOf(id);
  for (const { id, kind } of nodes) {
    if (kind !== 'model') continue;
    const runs = edges.filter(({ from }) => from === id).map(({ to }) => ranks.get(to) ?? 1);
    ranks.set(id, Math.max(0, Math.min(...runs) - 1));
  }
  return ranks;
}
