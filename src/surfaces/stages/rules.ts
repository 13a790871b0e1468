import { withRule, type Hydrated } from '../pipeline/candidate.ts';

type Note = (text: string) => void;

/** Leaves out what is unsafe. */
export function keepSafe<Of extends Hydrated>(candidates: readonly Of[], note: Note): Of[] {
  const safe = candidates.filter(({ card }) => card.safety !== 'unsafe');
  const left = candidates.length - safe.length;
  if (left > 0) note(`${left} unsafe`);
  return safe;
}

/**
 * Of near-duplicates only the first stays, so the best where the candidates are in order; of those
 * of the clusters in `seen` none does.
 */
export function keepOneOfCopies<Of extends Hydrated>(
  candidates: readonly Of[],
  note: Note,
  seen: ReadonlySet<string> = new Set(),
): Of[] {
  const copies = new Map<string, number>();
  const kept = candidates.filter(({ cluster }) => {
    if (cluster === null) return true;
    const before = copies.get(cluster);
    copies.set(cluster, (before ?? 0) + 1);
    return before === undefined && !seen.has(cluster);
  });
  const left = candidates.length - kept.length;
  if (left > 0) note(`${left} copies of others`);
  return kept.map((candidate) => {
    const count = (candidate.cluster === null ? 1 : (copies.get(candidate.cluster) ?? 1)) - 1;
    if (count === 0) return candidate;
    const rule = `${count} ${count === 1 ? 'copy' : 'copies'} of it left out`;
    return { ...withRule(candidate, rule), copies: count };
  });
}
