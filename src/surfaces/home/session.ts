import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import { digestOfJson } from '../../base/digest.ts';
import { inputError } from '../../base/errors.ts';
import { lastPosition } from '../../retrieval/items-at-random.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** One feed, of which pages are parts: what it is made from does not change while it is read. */
export interface HomeSession {
  readonly seed: number;
  /** Milliseconds since 1970: events that came later are for the next feed. */
  readonly asOf: number;
  /** The last place of the catalogue when it began. */
  readonly upTo: number;
  /** How many were shown on the pages before. */
  readonly offset: number;
}

/** Whose feed it is and what was asked. */
export interface HomeRequest {
  readonly user: string;
  readonly topics: readonly string[];
}

const formSchema = z.strictObject({
  /** A digest of the request, so that a page is not asked of another feed. */
  of: z.string(),
  seed: z.int().min(0).max(0xffff_ffff),
  asOf: z.int().min(0).max(8_640_000_000_000_000),
  upTo: z.int().min(0),
  offset: z.int().min(0).max(100_000),
});

/** A feed that begins now; its seed is drawn where nobody asked for a certain one. */
export async function beginSession(
  seed: number | undefined,
  { db, clock }: { readonly db: Database; readonly clock: Clock },
): Promise<HomeSession> {
  const upTo = (await lastPosition(db)) ?? 0;
  return { seed: seed ?? randomInt(2 ** 32), asOf: clock(), upTo, offset: 0 };
}

/** The session as text for the next page. It holds nothing that who asks may not know. */
export function cursorOf(session: HomeSession, request: HomeRequest): string {
  const form: z.infer<typeof formSchema> = { of: digestOf(request), ...session };
  return Buffer.from(JSON.stringify(form)).toString('base64url');
}

/** @throws input `bad-cursor`, `other-feed` where it is of another person or other topics. */
export function sessionOf(cursor: string, request: HomeRequest): HomeSession {
  const { of, ...session } = parse(cursor);
  if (of === digestOf(request)) return session;
  throw inputError(
    'other-feed',
    'The cursor is of another feed: ask for the next page with the same user and topics.',
  );
}

function parse(cursor: string): z.infer<typeof formSchema> {
  try {
    return formSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw inputError(
      'bad-cursor',
      'Expected a cursor as `next` of the page before gave it; leave it out to begin a feed.',
      { cause },
    );
  }
}

function digestOf({ user, topics }: HomeRequest): string {
  return digestOfJson([user, topics]).slice(0, 16);
}
