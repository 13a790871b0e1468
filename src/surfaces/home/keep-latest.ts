import type { Clock } from '../../base/clock.ts';

export interface Keeping {
  readonly clock: Clock;
  /** How long a value is given again. */
  readonly ms: number;
  /** How many are kept at most: of more the oldest goes. */
  readonly most: number;
}

export interface Kept<Value> {
  /** The value of a key: what is kept of it, or made now. One that is being made is waited for. */
  of(key: string, make: () => Promise<Value>): Promise<Value>;
}

/** Keeps the values that were made last for a while. What failed is not kept. */
export function keepLatest<Value>({ clock, ms, most }: Keeping): Kept<Value> {
  const kept = new Map<string, { readonly value: Promise<Value>; readonly at: number }>();
  return {
    of(key, make) {
      const known = kept.get(key);
      if (known && clock() - known.at < ms) return known.value;
      const value = make();
      kept.delete(key);
      kept.set(key, { value, at: clock() });
      value.catch(() => kept.delete(key));
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return value;
    },
  };
}
