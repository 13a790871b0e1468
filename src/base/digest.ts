import { createHash } from 'node:crypto';

/** SHA-256 of bytes or UTF-8 text, 64 hex digits. */
export function digestOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of a JSON value whose objects' keys are taken in order, 64 hex digits. */
export function digestOfJson(value: unknown): string {
  return digestOf(JSON.stringify(value, sortKeys));
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
}
