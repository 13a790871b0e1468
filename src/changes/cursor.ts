import { z } from 'zod';
import { inputError } from '../base/errors.ts';

/** A place in a log: everything up to it, itself included, has been read. */
export interface Position {
  /** Number of a transaction (xid8) in decimal digits. */
  readonly xid: string;
  readonly seq: string;
}

/** Opaque to those who keep it: base64url of the log, the transaction and the number of an event. */
export interface Cursor extends Position {
  readonly log: string;
}

/** Before the first event. */
export const origin: Position = { xid: '0', seq: '0' };

const cursorSchema = z.strictObject({
  log: z.string().regex(/^[0-9a-f]{32}$/),
  xid: wholeBelow(2n ** 64n),
  seq: wholeBelow(2n ** 63n),
});

function wholeBelow(limit: bigint) {
  return z.string().refine((text) => /^[0-9]{1,20}$/.test(text) && BigInt(text) < limit);
}

export function encodeCursor({ log, xid, seq }: Cursor): string {
  return Buffer.from(JSON.stringify({ log, xid, seq })).toString('base64url');
}

/** @throws input `invalid-cursor` */
export function decodeCursor(text: string): Cursor {
  const parsed = cursorSchema.safeParse(jsonOf(Buffer.from(text, 'base64url').toString()));
  if (parsed.success) return parsed.data;
  throw inputError(
    'invalid-cursor',
    `Expected a cursor that this log has given, or "latest", got ${JSON.stringify(text.slice(0, 100))}. ` +
      'Leave it out to begin with the oldest change that is kept.',
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Negative where `a` is before `b`, 0 where they are the same place. */
export function comparePositions(a: Position, b: Position): number {
  return (
    compareBigInts(BigInt(a.xid), BigInt(b.xid)) || compareBigInts(BigInt(a.seq), BigInt(b.seq))
  );
}

function compareBigInts(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
