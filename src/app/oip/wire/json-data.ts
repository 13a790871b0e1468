import { inputError } from '../../../base/errors.ts';
import { mostJsonNumbers, type Datatype } from '../../../contracts/oip.ts';
import type { Tensor } from '../../../runtime/model.ts';

/** The numbers that JSON has none of, as text, as the JSON of Protocol Buffers writes them. */
const notFinite: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/**
 * The numbers of a tensor's `data`: a flat array, or arrays in arrays as the shape has them.
 *
 * @param length The product of the shape.
 * @throws input `tensor-data` where there are more or fewer than the shape says, or one is none of
 *   the datatype.
 */
export function readJsonData(
  tensor: { readonly name: string; readonly datatype: Datatype; readonly shape: readonly number[] },
  data: unknown,
  length: number,
): Tensor['data'] {
  const { name, datatype, shape } = tensor;
  const isNested = Array.isArray(data) && Array.isArray(data[0]);
  const scalars = isNested
    ? flatten(name, data, shape)
    : requireArray(name, data, length, 'elements, the product of its shape');
  return readers[datatype](name, scalars);
}

function flatten(name: string, data: unknown, shape: readonly number[]): unknown[] {
  const flat: unknown[] = [];
  const visit = (value: unknown, axis: number): void => {
    if (axis === shape.length) {
      flat.push(value);
      return;
    }
    const what = `elements along axis ${axis}, as its shape says`;
    for (const each of requireArray(name, value, shape[axis] ?? 0, what)) visit(each, axis + 1);
  };
  visit(data, 0);
  return flat;
}

function requireArray(name: string, data: unknown, length: number, what: string): unknown[] {
  if (Array.isArray(data) && data.length === length) return data;
  const got = Array.isArray(data) ? `${data.length}` : typeof data;
  throw inputError(
    'tensor-data',
    `Expected the data of ${name} to be an array of ${length} ${what}, got ${got}.`,
  );
}

const readers: Readonly<
  Record<Datatype, (name: string, data: readonly unknown[]) => Tensor['data']>
> = {
  FP32: (name, data) =>
    Float32Array.from(data, (value, at) => {
      const special = notFinite.get(value);
      if (special !== undefined) return special;
      if (typeof value === 'number' && Number.isFinite(Math.fround(value))) return value;
      throw wrong(name, at, value, 'a number of 32 bits, or "NaN", "Infinity" or "-Infinity"');
    }),
  INT32: (name, data) => Int32Array.from(data, integers(name, -(2 ** 31), 2 ** 31 - 1)),
  UINT8: (name, data) => Uint8Array.from(data, integers(name, 0, 255)),
  INT64: (name, data) => {
    const read = integers(name, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    return BigInt64Array.from(data, (value, at) => BigInt(read(value, at)));
  },
  BOOL: (name, data) =>
    Uint8Array.from(data, (value, at) => {
      if (typeof value === 'boolean') return Number(value);
      throw wrong(name, at, value, 'true or false');
    }),
};

function integers(name: string, least: number, most: number) {
  return (value: unknown, at: number): number => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) {
      return value;
    }
    const more = most === Number.MAX_SAFE_INTEGER ? ' (larger ones only as binary data)' : '';
    throw wrong(name, at, value, `a whole number from ${least} to ${most}${more}`);
  };
}

function wrong(name: string, at: number, value: unknown, expected: string) {
  const got = typeof value === 'number' ? String(value) : typeof value;
  return inputError('tensor-data', `Expected ${expected} at ${at} of ${name}, got ${got}.`);
}

/**
 * The text of a tensor's `data`, flat: integers with all their digits, numbers that JSON has none
 * of as text.
 *
 * @throws input `too-large-for-json`
 */
export function writeJsonData(name: string, { type, data }: Tensor): string {
  if (data.length > mostJsonNumbers) {
    throw inputError(
      'too-large-for-json',
      `${name} has ${data.length} numbers, more than are given as JSON (${mostJsonNumbers}). Ask for it as binary data ("parameters": {"binary_data": true}).`,
    );
  }
  if (type === 'bool') return `[${[...data].map((value) => Boolean(value)).join(',')}]`;
  if (data instanceof Float32Array) return `[${Array.from(data, floatText).join(',')}]`;
  return `[${data.join(',')}]`;
}

function floatText(value: number): string {
  if (!Number.isFinite(value)) return `"${value}"`;
  return Object.is(value, -0) ? '-0.0' : String(value);
}
