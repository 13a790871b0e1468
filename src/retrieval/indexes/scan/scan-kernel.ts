import {
  add,
  addFloats,
  addVectors,
  choose,
  constant,
  dotOfPairs,
  floatOf,
  get,
  isAtLeast,
  isBelow,
  lane,
  loadBytesWidened,
  loadFloat,
  loadInteger,
  loadVector,
  multiply,
  multiplyFloats,
  set,
  shiftLeft,
  storeFloat,
  storeInteger,
  when,
  whileTrue,
  zeroVector,
} from '../../../base/wasm/instructions.ts';
import {
  f32,
  i32,
  v128,
  wasmModule,
  type Code,
  type WasmFunction,
} from '../../../base/wasm/wasm-module.ts';

/** Rows that one call looks at, at most. */
export const blockRows = 4096;

/** Where things lie in the memory of the kernel, in bytes. */
export interface KernelLayout {
  /** Dimensions filled up to whole vectors. */
  readonly paddedDims: number;
  /** The query: integers of 16 bits. */
  readonly query: number;
  /** Rows to look at, where not all are: integers of 32 bits. */
  readonly list: number;
  /** Rows that were hit: integers of 32 bits, and what each scored. */
  readonly hits: number;
  readonly scores: number;
  readonly rows: number;
  /** From one row to the next: scale and error (float32), then its bytes. */
  readonly stride: number;
}

export const rowHeaderBytes = 8;
const lanes = 8;

export function layoutOf(dims: number): KernelLayout {
  const paddedDims = Math.ceil(dims / lanes) * lanes;
  const list = Math.ceil((paddedDims * 2) / 16) * 16;
  const hits = list + blockRows * 4;
  const scores = hits + blockRows * 4;
  return {
    paddedDims,
    query: 0,
    list,
    hits,
    scores,
    rows: scores + blockRows * 4,
    stride: rowHeaderBytes + paddedDims,
  };
}

export interface ScanKernel {
  /**
   * Scores rows `first` … `first + count − 1`, or with `listed` 1 the first `count` of the list,
   * and notes those whose score and error together reach `threshold`.
   *
   * @returns How many were noted.
   */
  scan(first: number, count: number, listed: number, queryScale: number, threshold: number): number;
}

const compiled = new Map<number, WebAssembly.Module>();

/**
 * A scan over rows of bytes for one number of dimensions: scalar products of a row (8 bits) and the
 * query (16 bits) in integers of 32 bits, eight at a time by WebAssembly SIMD. The products of a
 * row are written out one after the other, since their number is known.
 */
export function instantiateKernel(dims: number, memory: WebAssembly.Memory): ScanKernel {
  const layout = layoutOf(dims);
  const module = compiled.get(dims) ?? new WebAssembly.Module(wasmModule([scanFunction(layout)]));
  compiled.set(dims, module);
  const { scan } = new WebAssembly.Instance(module, { env: { memory } }).exports;
  if (typeof scan !== 'function') throw new TypeError('The kernel exports no scan.');
  return { scan: scan as ScanKernel['scan'] };
}

// The names of parameters and locals, in the order in which they are declared.
const [first, count, listed, queryScale, threshold] = [0, 1, 2, 3, 4] as const;
const [at, slot, row, noted, score, sum] = [5, 6, 7, 8, 9, 10] as const;

function scanFunction(layout: KernelLayout): WasmFunction {
  const place = (start: number, index: Code) => add(constant(start), shiftLeft(index, 2));
  const body: Code = [
    whileTrue(isBelow(get(at), get(count)), [
      set(
        slot,
        choose(get(listed), loadInteger(place(layout.list, get(at))), add(get(first), get(at))),
      ),
      set(row, add(constant(layout.rows), multiply(get(slot), constant(layout.stride)))),
      set(sum, productOf(layout)),
      set(
        score,
        multiplyFloats(
          multiplyFloats(floatOf(sumOfLanes(get(sum))), get(queryScale)),
          loadFloat(get(row)),
        ),
      ),
      when(isAtLeast(addFloats(get(score), loadFloat(get(row), 4)), get(threshold)), [
        storeInteger(place(layout.hits, get(noted)), get(slot)),
        storeFloat(place(layout.scores, get(noted)), get(score)),
        set(noted, add(get(noted), constant(1))),
      ]),
      set(at, add(get(at), constant(1))),
    ]),
    get(noted),
  ];
  return {
    name: 'scan',
    parameters: [i32, i32, i32, f32, f32],
    result: i32,
    locals: [i32, i32, i32, i32, f32, v128],
    body,
  };
}

function productOf({ paddedDims, query }: KernelLayout): Code {
  let total: Code = zeroVector;
  for (let dim = 0; dim < paddedDims; dim += lanes) {
    const widened = loadBytesWidened(get(row), rowHeaderBytes + dim);
    total = addVectors(total, dotOfPairs(widened, loadVector(constant(0), query + dim * 2)));
  }
  return total;
}

function sumOfLanes(vector: Code): Code {
  return [0, 1, 2, 3].map((at): Code => lane(vector, at)).reduce((total, each) => add(total, each));
}
