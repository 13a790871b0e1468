import type { AttributeValue } from '../contracts/item.ts';
import { cleanText } from './clean-text.ts';

const maxDepth = 4;
const maxListLength = 1000;

/**
 * Attributes of one value of a JSON object, a sidecar or a typed table. Objects become one
 * attribute a leaf (`camera.lens`), lists of scalars lists of text, dates ISO 8601, large integers
 * text. Missing values, bytes, empty lists, lists of objects and what is nested deeper than four
 * levels give none.
 */
export function attributesOf(
  name: string,
  value: unknown,
  depth = 0,
): readonly (readonly [string, AttributeValue])[] {
  if (name === '__proto__') return [];
  const scalar = scalarOf(value);
  if (scalar !== undefined) return [[name, scalar]];
  if (Array.isArray(value)) {
    const texts = value
      .slice(0, maxListLength)
      .map(scalarOf)
      .filter((entry) => entry !== undefined)
      .map(String);
    return texts.length === 0 ? [] : [[name, texts]];
  }
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  if (value instanceof Date || depth >= maxDepth) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    attributesOf(`${name}.${key}`, inner, depth + 1),
  );
}

function scalarOf(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'string') return cleanText(value) || undefined;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'bigint') {
    return BigInt(Number(value)) === value && Number.isSafeInteger(Number(value))
      ? Number(value)
      : value.toString();
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  return undefined;
}
