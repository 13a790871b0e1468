import { createHash } from 'node:crypto';

/**
 * Which of `buckets` an item lies in, the same for ever: the first 32 bits of the SHA-256 of its id
 * (UTF-8, big-endian), modulo the number of buckets.
 */
export function bucketOf(item: string, buckets: number): number {
  if (buckets === 1) return 0;
  return createHash('sha256').update(item).digest().readUInt32BE(0) % buckets;
}

/** Things by the bucket that their item lies in; buckets of nothing are left out. */
export function byBucket<Thing>(
  things: readonly Thing[],
  itemOf: (thing: Thing) => string,
  buckets: number,
): Map<number, Thing[]> {
  const groups = new Map<number, Thing[]>();
  for (const thing of things) {
    const bucket = bucketOf(itemOf(thing), buckets);
    const group = groups.get(bucket);
    if (group) group.push(thing);
    else groups.set(bucket, [thing]);
  }
  return groups;
}
