import { createHash } from 'node:crypto';

/**
 * Remembers at which position each id of a source was first seen, in 16 bytes an id whatever its
 * length: an open-addressed table of 64-bit hashes that doubles when it is 60 % full. Two ids that
 * share all 64 bits would be taken for one; among 10 million that has a chance of 3 in a million.
 */
export function createSeenIds(): {
  /** The earlier position of this id, or undefined where it is new; positions are 1..2^32-1. */
  firstSeen(id: string, position: number): number | undefined;
} {
  let size = 1 << 12;
  let hashes = new BigUint64Array(size);
  let positions = new Uint32Array(size);
  let count = 0;

  const slotOf = (hash: bigint): number => {
    let slot = Number(hash & BigInt(size - 1));
    while (positions[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & (size - 1);
    return slot;
  };
  const grow = (): void => {
    const [oldHashes, oldPositions] = [hashes, positions];
    size *= 2;
    hashes = new BigUint64Array(size);
    positions = new Uint32Array(size);
    for (const [index, position] of oldPositions.entries()) {
      const hash = oldHashes[index];
      if (position === 0 || hash === undefined) continue;
      const slot = slotOf(hash);
      hashes[slot] = hash;
      positions[slot] = position;
    }
  };
  return {
    firstSeen(id, position) {
      const hash = createHash('sha256').update(id).digest().readBigUInt64LE();
      const slot = slotOf(hash);
      const earlier = positions[slot];
      if (earlier !== undefined && earlier !== 0) return earlier;
      hashes[slot] = hash;
      positions[slot] = position;
      count++;
      if (count > size * 0.6) grow();
      return undefined;
    },
  };
}
