/** What deciding between two phrases needs. */
export interface Comparable {
  /** Folded words (`Word.key`), in order. */
  readonly keys: readonly string[];
  readonly count: number;
}

/** Two phrases say the same when they share this much of the words that either has. */
const sameShare = 0.6;

/**
 * Drops phrases that an earlier one already says: most words of either are in both, in any order,
 * case or number. A shorter phrase that also occurs on its own stays.
 *
 * @param phrases The best first.
 */
export function deduplicate<Phrase extends Comparable>(phrases: readonly Phrase[]): Phrase[] {
  const kept: Phrase[] = [];
  const byWord = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const rivals = new Set(phrase.keys.flatMap((key) => byWord.get(key) ?? []));
    if ([...rivals].some((rival) => saysTheSame(rival, phrase))) continue;
    kept.push(phrase);
    for (const key of new Set(phrase.keys)) {
      const known = byWord.get(key);
      if (known === undefined) byWord.set(key, [phrase]);
      else known.push(phrase);
    }
  }
  return kept;
}

function saysTheSame(better: Comparable, worse: Comparable): boolean {
  const a = new Set(better.keys);
  const b = new Set(worse.keys);
  let common = 0;
  for (const key of a) if (b.has(key)) common += 1;
  const inside = common === b.size && b.size < a.size;
  if (inside && worse.count > better.count) return false;
  return common / (a.size + b.size - common) >= sameShare;
}
