/** A list whose elements come in the order of the list. */
export interface Turn<Of> {
  readonly list: readonly Of[];
  /** How often it comes, above 0; only what it is beside the others' matters. */
  readonly weight: number;
}

/**
 * One list of several, in which each comes as often as its weight says, as evenly as may be: smooth
 * weighted round robin, as nginx balances servers. A list that is at its end leaves its turns to the
 * others.
 */
export function takeTurns<Of>(turns: readonly Turn<Of>[]): Of[] {
  const states = turns.map(({ list, weight }) => ({ list, weight, credit: 0, taken: 0 }));
  const taken: Of[] = [];
  for (;;) {
    const open = states.filter((state) => state.taken < state.list.length);
    const [first, ...others] = open;
    if (!first) return taken;
    const whole = open.reduce((sum, { weight }) => sum + weight, 0);
    for (const state of open) state.credit += state.weight;
    const next = others.reduce((best, each) => (each.credit > best.credit ? each : best), first);
    next.credit -= whole;
    taken.push(...next.list.slice(next.taken, next.taken + 1));
    next.taken += 1;
  }
}
