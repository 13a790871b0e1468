import type { SignalRef } from '../contracts/signal-ref.ts';
import { readVersions } from '../extraction/versions/versions.ts';
import { dueSignals, inputDigestsOf } from '../extraction/due.ts';
import { pagesOfItems } from '../extraction/backfill/pages.ts';
import { loadHeads } from '../extraction/records.ts';
import type { Stores } from '../extraction/stores.ts';

/** How much of the catalogue a version speaks of, from what the items are now. */
export interface Coverage {
  /** Items that were read; those that wait to be are not counted. */
  readonly items: number;
  readonly covered: number;
  /** Some of those that are missing, out of date or failed. */
  readonly missing: readonly string[];
}

const pageSize = 1000;
const missingShown = 10;

/** Looks at every item: a value of what an item was before does not count. */
export async function coverageOf(
  ref: SignalRef,
  { db, signals }: Pick<Stores, 'db' | 'signals'>,
): Promise<Coverage> {
  let items = 0;
  let covered = 0;
  const missing: string[] = [];
  const { registry } = await readVersions(db);
  const isComputed = registry.withInputs([ref]).includes(ref);
  for await (const page of pagesOfItems(db, pageSize)) {
    items += page.length;
    const heads = await loadHeads(
      page.map(({ id }) => id),
      [ref],
      { signals },
    );
    for (const item of page) {
      const stored = heads.get(item.id) ?? new Map();
      const isMissing = isComputed
        ? dueSignals(inputDigestsOf(item, [ref], registry), stored, [ref]).length > 0 &&
          !hasFailed(stored, ref)
        : !stored.has(ref);
      if (!isMissing) covered += 1;
      else if (missing.length < missingShown) missing.push(item.id);
    }
  }
  return { items, covered, missing };
}

/** That it could not be computed of an item is an answer, if one for its expectations to judge. */
function hasFailed(
  stored: ReadonlyMap<SignalRef, readonly { readonly status: string }[]>,
  ref: SignalRef,
): boolean {
  return (stored.get(ref) ?? []).some(({ status }) => status === 'failed');
}
