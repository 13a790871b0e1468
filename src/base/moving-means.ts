/** Exponentially weighted means by key. */
export interface MovingMeans {
  /** Undefined of a key that nothing was noted of. */
  get(key: string): number | undefined;
  note(key: string, value: number): void;
}

/** The weight of the last value in the mean. */
const weight = 0.2;

/** Keys remembered; that of which nothing was noted for longest is forgotten. */
const mostKept = 500;

export function createMovingMeans(): MovingMeans {
  const means = new Map<string, number>();
  return {
    get: (key) => means.get(key),
    note(key, value) {
      const mean = means.get(key) ?? value;
      means.delete(key);
      means.set(key, mean + weight * (value - mean));
      const [oldest] = means.keys();
      if (means.size > mostKept && oldest !== undefined) means.delete(oldest);
    },
  };
}
