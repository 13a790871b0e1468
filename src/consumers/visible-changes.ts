import type { ChangeFilter } from '../changes/read.ts';
import { changeTypes } from '../contracts/changes.ts';
import type { Declaration } from './principal.ts';

/** What only the owner of the installation is told. */
const ownersOnly = 'understory.model.changed.v1';

/**
 * What of a filter a consumer may see: events of items, and of the signals that it declares.
 *
 * @param declared Undefined for the owner of the installation, who sees everything.
 */
export function visibleChanges(
  { types, signals }: ChangeFilter,
  declared: readonly Declaration[] | undefined,
): ChangeFilter {
  if (declared === undefined) return { types, signals };
  const names = [...new Set(declared.map(({ signal }) => signal))];
  return {
    types: (types ?? changeTypes).filter((type) => type !== ownersOnly),
    signals: signals ? names.filter((name) => signals.includes(name)) : names,
  };
}
