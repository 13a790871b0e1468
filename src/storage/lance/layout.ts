import { z } from 'zod';
import { conflict, dependencyError, inputError } from '../../base/errors.ts';
import type { Objects } from '../objects/objects.ts';

const layoutFile = 'layout.json';

const mostBuckets = 64;

const layoutSchema = z.object({ buckets: z.number().int().min(1).max(mostBuckets) });

/**
 * Into how many buckets the store puts its rows: what it was made with, which is noted in it. A new
 * store takes what is asked for, by default 1.
 *
 * @throws input `bad-buckets` where it is no number of 1..64.
 * @throws conflict `other-buckets` where the store was made with another number.
 */
export async function settleBuckets(
  objects: Objects,
  hasTables: () => Promise<boolean>,
  asked: number | undefined,
): Promise<number> {
  if (asked !== undefined && !layoutSchema.safeParse({ buckets: asked }).success) {
    throw inputError(
      'bad-buckets',
      `The number of buckets must be a whole number from 1 to ${mostBuckets}, not ${asked}.`,
    );
  }
  // A store from before the note was written has one bucket.
  const made = (await findBuckets(objects)) ?? ((await hasTables()) ? 1 : undefined);
  if (made === undefined) {
    const buckets = asked ?? 1;
    if (await objects.putIfAbsent(layoutFile, Buffer.from(JSON.stringify({ buckets }))))
      return buckets;
    return await settleBuckets(objects, hasTables, asked);
  }
  if (asked !== undefined && asked !== made) {
    throw conflict(
      'other-buckets',
      `The tables in ${objects.root} are in ${made} ${made === 1 ? 'bucket' : 'buckets'}, not ${asked}: ` +
        'rows lie where that number put them. Ask for no number or for the same; ' +
        'for another, read into a new home.',
    );
  }
  return made;
}

async function findBuckets(objects: Objects): Promise<number | undefined> {
  const bytes = await objects.find(layoutFile);
  if (bytes === undefined) return undefined;
  const layout = layoutSchema.safeParse(parseJson(bytes));
  if (layout.success) return layout.data.buckets;
  throw dependencyError(
    'bad-layout',
    `${layoutFile} in ${objects.root} should say {"buckets": 1..${mostBuckets}}, and does not: ` +
      'write there how many tables a version has (names that end in -b00, -b01, …), or 1 where none do.',
  );
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
