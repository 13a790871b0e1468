import { randomUUID } from 'node:crypto';
import { mostFloatBytes, writeFloat } from '../../base/float-text.ts';

/** JSON of one answer, in which vectors of float32 are written as such. */
export interface VectorsInJson {
  /** What the answer holds in the place of a vector. */
  place(vector: Float32Array): unknown;
  /** The JSON of what holds such places, in UTF-8. */
  bytesOf(answer: unknown): Buffer;
}

/**
 * Vectors are nearly all of an answer that has some. `JSON.stringify` writes all else, with a mark
 * for each vector that nobody can know and so no value has; numbers go into the bytes directly.
 */
export function createVectorsInJson(): VectorsInJson {
  const mark = randomUUID();
  const placed: Float32Array[] = [];
  return {
    place: (vector) => ({
      toJSON() {
        placed.push(vector);
        return mark;
      },
    }),
    bytesOf(answer) {
      const text = JSON.stringify(answer);
      if (placed.length === 0) return Buffer.from(text);
      return joined(text.split(`"${mark}"`), placed);
    },
  };
}

/** @param texts Before, between and after the vectors. */
function joined(texts: readonly string[], vectors: readonly Float32Array[]): Buffer {
  const length = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const numbers = vectors.reduce(
    (sum, vector) => sum + 2 + vector.length * (mostFloatBytes + 1),
    0,
  );
  const bytes = Buffer.allocUnsafe(length + numbers);
  let at = 0;
  for (const [index, text] of texts.entries()) {
    at += bytes.write(text, at);
    const vector = vectors[index];
    if (vector) at = writeVector(vector, bytes, at);
  }
  return bytes.subarray(0, at);
}

function writeVector(vector: Float32Array, bytes: Buffer, start: number): number {
  let at = start;
  bytes[at] = openingBracket;
  at += 1;
  for (const [column, float] of vector.entries()) {
    if (column > 0) {
      bytes[at] = comma;
      at += 1;
    }
    at = writeFloat(float, bytes, at);
  }
  bytes[at] = closingBracket;
  return at + 1;
}

const openingBracket = 91;
const closingBracket = 93;
const comma = 44;
