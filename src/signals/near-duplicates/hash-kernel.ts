import {
  add,
  addBytes,
  addPairsOfBytes,
  addPairsOfShorts,
  bitsOfBytes,
  constant,
  exclusiveOr,
  get,
  isAtMost,
  isBelow,
  lane,
  loadInteger,
  loadVector,
  set,
  shiftLeft,
  storeInteger,
  whileTrue,
} from '../../base/wasm/instructions.ts';
import {
  i32,
  v128,
  wasmModule,
  type Code,
  type WasmFunction,
} from '../../base/wasm/wasm-module.ts';

/** Hashes that one call compares, at most. */
export const blockHashes = 4096;

export const hashBytes = 32;

/** Where things lie in the memory of the kernel, in bytes. */
const places = {
  query: 0,
  /** Which hashes are to be compared: integers of 32 bits. */
  list: 64,
  /** Those that are near, and how near. */
  hits: 64 + blockHashes * 4,
  distances: 64 + blockHashes * 8,
  hashes: 64 + blockHashes * 12,
} as const;

const pageBytes = 65_536;

/** Hashes in the memory of a kernel that compares some of them with a query. */
export interface HashKernel {
  /** The list to be filled: positions of hashes. */
  readonly list: Uint32Array;
  /** What `compare` noted: positions, and bits that differ. */
  readonly hits: Uint32Array;
  readonly distances: Uint32Array;
  setQuery(hash: Uint32Array): void;
  /** Notes those of the first `count` of the list that are within the radius. @returns How many. */
  compare(count: number, radius: number): number;
}

let compiled: WebAssembly.Module | undefined;

/** @param hashes Eight words each, which are copied. */
export function createHashKernel(hashes: Uint32Array): HashKernel {
  const pages = Math.ceil((places.hashes + hashes.byteLength) / pageBytes);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  compiled ??= new WebAssembly.Module(wasmModule([compareFunction()]));
  const { compare } = new WebAssembly.Instance(compiled, { env: { memory } }).exports;
  if (typeof compare !== 'function') throw new TypeError('The kernel exports no compare.');
  new Uint32Array(memory.buffer, places.hashes, hashes.length).set(hashes);
  const query = new Uint32Array(memory.buffer, places.query, hashBytes / 4);
  const viewOf = (start: number) => new Uint32Array(memory.buffer, start, blockHashes);
  return {
    list: viewOf(places.list),
    hits: viewOf(places.hits),
    distances: viewOf(places.distances),
    setQuery: (hash) => query.set(hash),
    compare: compare as HashKernel['compare'],
  };
}

// The names of parameters and locals, in the order in which they are declared.
const [count, radius] = [0, 1] as const;
const [at, position, noted, distance, row, low, high, sums] = [2, 3, 4, 5, 6, 7, 8, 9] as const;

/**
 * The bits of sixteen bytes at a time. Every candidate is noted and the place of the next moves on only
 * after one that is near: without a branch that depends on what is loaded, the processor waits for
 * many places of the memory at once.
 */
function compareFunction(): WasmFunction {
  const place = (start: number, index: Code) => add(constant(start), shiftLeft(index, 2));
  const half = (query: number, offset: number) =>
    bitsOfBytes(exclusiveOr(get(query), loadVector(get(row), offset)));
  const body: Code = [
    set(low, loadVector(constant(places.query), 0)),
    set(high, loadVector(constant(places.query), 16)),
    whileTrue(isBelow(get(at), get(count)), [
      set(position, loadInteger(place(places.list, get(at)))),
      set(row, add(constant(places.hashes), shiftLeft(get(position), 5))),
      set(sums, addPairsOfShorts(addPairsOfBytes(addBytes(half(low, 0), half(high, 16))))),
      set(
        distance,
        [0, 1, 2, 3].map((each): Code => lane(get(sums), each)).reduce((a, b) => add(a, b)),
      ),
      storeInteger(place(places.hits, get(noted)), get(position)),
      storeInteger(place(places.distances, get(noted)), get(distance)),
      set(noted, add(get(noted), isAtMost(get(distance), get(radius)))),
      set(at, add(get(at), constant(1))),
    ]),
    get(noted),
  ];
  return {
    name: 'compare',
    parameters: [i32, i32],
    result: i32,
    locals: [i32, i32, i32, i32, i32, v128, v128, v128],
    body,
  };
}
