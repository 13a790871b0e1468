import { signed, unsigned, type Code } from './wasm-module.ts';

/** Instructions by the names of WebAssembly Core 2.0, section 5.4, each after its operands. */

export const get = (local: number): Code => [0x20, unsigned(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, unsigned(local)];
export const constant = (value: number): Code => [0x41, signed(value)];

export const add = (a: Code, b: Code): Code => [a, b, 0x6a];
export const shiftLeft = (a: Code, bits: number): Code => [a, constant(bits), 0x74];
export const multiply = (a: Code, b: Code): Code => [a, b, 0x6c];
export const isBelow = (a: Code, b: Code): Code => [a, b, 0x49];
export const isAtMost = (a: Code, b: Code): Code => [a, b, 0x4d];
export const isZero = (a: Code): Code => [a, 0x45];

export const loadInteger = (address: Code, offset = 0): Code => [
  address,
  0x28,
  2,
  unsigned(offset),
];
export const storeInteger = (address: Code, value: Code): Code => [address, value, 0x36, 2, 0];
export const loadFloat = (address: Code, offset = 0): Code => [address, 0x2a, 2, unsigned(offset)];
export const storeFloat = (address: Code, value: Code): Code => [address, value, 0x38, 2, 0];

export const floatOf = (integer: Code): Code => [integer, 0xb2];
export const addFloats = (a: Code, b: Code): Code => [a, b, 0x92];
export const multiplyFloats = (a: Code, b: Code): Code => [a, b, 0x94];
export const isAtLeast = (a: Code, b: Code): Code => [a, b, 0x60];

/** `body` again and again while `condition`, which is looked at before each time. */
export const whileTrue = (condition: Code, body: Code): Code => [
  [0x02, 0x40, 0x03, 0x40],
  [isZero(condition), 0x0d, 1],
  body,
  [0x0c, 0, 0x0b, 0x0b],
];
export const when = (condition: Code, body: Code): Code => [condition, 0x04, 0x40, body, 0x0b];
export const choose = (condition: Code, then: Code, otherwise: Code): Code => [
  condition,
  [0x04, 0x7f],
  then,
  0x05,
  otherwise,
  0x0b,
];

const simd = (code: number): Code => [0xfd, unsigned(code)];

export const loadVector = (address: Code, offset: number): Code => [
  address,
  simd(0x00),
  4,
  unsigned(offset),
];
/** Eight signed bytes as eight integers of 16 bits. */
export const loadBytesWidened = (address: Code, offset: number): Code => [
  address,
  simd(0x01),
  3,
  unsigned(offset),
];
/** Products of eight pairs of 16 bits, neighbours added: four integers of 32 bits. */
export const dotOfPairs = (a: Code, b: Code): Code => [a, b, simd(0xba)];
export const addVectors = (a: Code, b: Code): Code => [a, b, simd(0xae)];
export const exclusiveOr = (a: Code, b: Code): Code => [a, b, simd(0x51)];
/** Of each of sixteen bytes how many bits are set. */
export const bitsOfBytes = (vector: Code): Code => [vector, simd(0x62)];
export const addBytes = (a: Code, b: Code): Code => [a, b, simd(0x6e)];
/** Neighbours among sixteen bytes added: eight integers of 16 bits. */
export const addPairsOfBytes = (vector: Code): Code => [vector, simd(0x7d)];
/** Neighbours among eight integers of 16 bits added: four of 32 bits. */
export const addPairsOfShorts = (vector: Code): Code => [vector, simd(0x7f)];
export const zeroVector: Code = [simd(0x0c), Array.from({ length: 16 }, () => 0)];

export const lane = (vector: Code, at: number): Code => [vector, simd(0x1b), at];
