import type { Facets } from '../../../src/contracts/api.ts';

type FacetValue = Facets['facets'][number]['values'][number];

/** A value in its place in a tree. */
export interface TreeValue extends FacetValue {
  /** 0 for a root. */
  readonly depth: number;
  /** Its own name: the label without that of the value above it. */
  readonly name: string;
}

/**
 * Values that are paths (`food-and-drink/baking`) in the order of their tree: siblings as they were
 * given, each followed by what is below it. A value with none above it stands under its whole label.
 */
export function treeOf(values: readonly FacetValue[]): readonly TreeValue[] {
  const known = new Map(values.map((value) => [value.value, value]));
  const below = new Map<FacetValue | undefined, FacetValue[]>();
  for (const value of values) {
    const parent = nearestAbove(value.value, known);
    const siblings = below.get(parent) ?? [];
    below.set(parent, [...siblings, value]);
  }
  const branch = (parent: FacetValue | undefined, depth: number): readonly TreeValue[] =>
    (below.get(parent) ?? []).flatMap((value) => [
      { ...value, depth, name: nameBelow(parent, value.label) },
      ...branch(value, depth + 1),
    ]);
  return branch(undefined, 0);
}

function nearestAbove(
  value: string,
  known: ReadonlyMap<string, FacetValue>,
): FacetValue | undefined {
  const end = value.lastIndexOf('/');
  if (end <= 0) return undefined;
  const path = value.slice(0, end);
  return known.get(path) ?? nearestAbove(path, known);
}

function nameBelow(parent: FacetValue | undefined, label: string): string {
  const prefix = parent === undefined ? '' : `${parent.label} › `;
  return label.startsWith(prefix) ? label.slice(prefix.length) : label;
}
