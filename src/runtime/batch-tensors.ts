import type { Tensor, Tensors } from './model.ts';

type Numbers = Tensor['data'];

/** Feeds of the same names, types and shapes have the same text. */
export function shapeOf(feeds: Tensors): string {
  return Object.entries(feeds)
    .map(([name, { type, dims }]) => `${name}:${type}[${dims.join(',')}]`)
    .toSorted()
    .join(' ');
}

/** Feeds of the same shapes as one, along the first dimension (`[n, …]` → `[runs × n, …]`). */
export function joinFeeds(runs: readonly Tensors[]): Tensors {
  const [first = {}] = runs;
  return Object.fromEntries(
    Object.entries(first).map(([name, { type, dims, data }]) => {
      const [size = 1, ...rest] = dims;
      const joined = emptyLike(data, data.length * runs.length);
      runs.forEach((feeds, index) => place(joined, feeds[name]?.data ?? data, index * data.length));
      return [name, { type, dims: [size * runs.length, ...rest], data: joined }];
    }),
  );
}

/** The outputs of one run as those of so many, along the first dimension, each in memory of its own. */
export function splitOutputs(outputs: Tensors, runs: number): Tensors[] {
  return Array.from({ length: runs }, (_, index) =>
    Object.fromEntries(
      Object.entries(outputs).map(([name, { type, dims, data }]) => {
        const [size = runs, ...rest] = dims;
        const length = data.length / runs;
        const own = data.slice(index * length, (index + 1) * length);
        return [name, { type, dims: [size / runs, ...rest], data: own }];
      }),
    ),
  );
}

/** Whether two runs gave the same numbers to the last bit. */
export function sameNumbers(a: Tensors, b: Tensors): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => {
      const [one, other] = [a[name]?.data, b[name]?.data];
      if (one === undefined || other?.length !== one.length) return false;
      return one.every((number, index) => Object.is(number, other[index]));
    })
  );
}

function emptyLike(data: Numbers, length: number): Numbers {
  if (data instanceof Float32Array) return new Float32Array(length);
  if (data instanceof Int32Array) return new Int32Array(length);
  if (data instanceof BigInt64Array) return new BigInt64Array(length);
  return new Uint8Array(length);
}

function place(into: Numbers, data: Numbers, at: number): void {
  if (into instanceof BigInt64Array) {
    if (data instanceof BigInt64Array) into.set(data, at);
    return;
  }
  if (!(data instanceof BigInt64Array)) into.set(data, at);
}
