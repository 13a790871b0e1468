import { hash } from 'node:crypto';

/**
 * Remembers at which position each id of a source was first seen, in 12 bytes a slot whatever the
 * id's length: an open-addressed table of 64-bit hashes that doubles when it is 60 % full. Two ids
 * that share all 64 bits would be taken for one; among 10 million that has a chance of 3 in a
 * million.
 */
export function createSeenIds(): {
  /** The earlier position of this id, or undefined where it is new; positions are 1..2^32-1. */
  firstSeen(id: string, position: number): number | undefined;
} {
  let table = createTable(1 << 12);
  let count = 0;
  return {
    firstSeen(id, position) {
      const digest = hash('sha256', id, 'buffer');
      const high = digest.readUInt32LE(0);
      const low = digest.readUInt32LE(4);
      const slot = slotOf(table, high, low);
      const earlier = table.positions[slot] ?? 0;
      if (earlier !== 0) return earlier;
      fill(table, slot, high, low, position);
      count++;
      if (count > table.positions.length * 0.6) table = doubled(table);
      return undefined;
    },
  };
}

interface Table {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  /** 0 marks a free slot. */
  readonly positions: Uint32Array;
}

function createTable(size: number): Table {
  return {
    high: new Uint32Array(size),
    low: new Uint32Array(size),
    positions: new Uint32Array(size),
  };
}

/** Where this hash is, or the free slot where it would be; the size is a power of two. */
function slotOf({ high, low, positions }: Table, wantedHigh: number, wantedLow: number): number {
  const mask = positions.length - 1;
  let slot = wantedLow & mask;
  while (positions[slot] !== 0 && (low[slot] !== wantedLow || high[slot] !== wantedHigh)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

function fill(table: Table, slot: number, high: number, low: number, position: number): void {
  table.high[slot] = high;
  table.low[slot] = low;
  table.positions[slot] = position;
}

function doubled(table: Table): Table {
  const larger = createTable(table.positions.length * 2);
  for (let slot = 0; slot < table.positions.length; slot++) {
    const position = table.positions[slot] ?? 0;
    const high = table.high[slot] ?? 0;
    const low = table.low[slot] ?? 0;
    if (position !== 0) fill(larger, slotOf(larger, high, low), high, low, position);
  }
  return larger;
}
