import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { createHashCopy } from '../../../src/retrieval/hashes/hash-copy.ts';
import { hammingDistance, parseHash } from '../../../src/signals/perceptual-hash/distance.ts';
import type { SignalTable } from '../../../src/storage/lance/signal-table.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';

const random = seededRandom(5);

function randomHash(): string {
  return Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join('');
}

/** The hash with some of its bits turned over. */
function near(hash: string, bits: number): string {
  const all = (1n << BigInt(bits)) - 1n;
  return (BigInt(`0x${hash}`) ^ (all << 50n)).toString(16).padStart(64, '0');
}

let installation: Installation;
let table: SignalTable<'perceptual_hash'>;
/** What the table holds, by item. */
const held = new Map<string, string>();
let time = 0;

beforeAll(async () => {
  installation = await openInstallation();
  table = await installation.signals.table('perceptual_hash', 1);
});
afterAll(() => installation.close());

async function write(hashes: ReadonlyMap<string, string>, how: 'append' | 'replace') {
  time += 1;
  const records = [...hashes].map(([item, hash]) => ({
    item,
    part: '',
    status: 'ok' as const,
    reason: null,
    input: `input ${time}`,
    computedAt: time,
    value: { hash, quality: 100 },
  }));
  if (how === 'append') await table.append(records);
  else await table.replace([...hashes.keys()], records);
  for (const [item, hash] of hashes) held.set(item, hash);
}

function manyHashes(from: number, count: number): Map<string, string> {
  return new Map(Array.from({ length: count }, (_, at) => [`item ${from + at}`, randomHash()]));
}

function byEach(hash: Uint32Array, radius: number): string[] {
  return [...held]
    .map(([item, other]) => `${item} ${hammingDistance(hash, parseHash(other))}`)
    .filter((line) => Number(line.split(' ').at(-1)) <= radius)
    .toSorted();
}

describe('createHashCopy()', () => {
  test('finds what comparing each would, as rows come, change, go and are moved', async () => {
    const copy = createHashCopy(async () => table);
    const base = randomHash();
    const asked = parseHash(base);
    const expectSame = async () => {
      await copy.follow();
      const found = copy.within(asked, 31).map(({ item, distance }) => `${item} ${distance}`);
      expect(found.toSorted()).toEqual(byEach(asked, 31));
      expect(copy.count).toBe(held.size);
      return found.length;
    };
    await write(manyHashes(0, 30), 'append');
    await write(
      new Map([
        ['close', near(base, 31)],
        ['beyond', near(base, 32)],
      ]),
      'append',
    );
    expect(await expectSame()).toBe(1);
    // Enough for an index of them.
    await write(manyHashes(100, 5000), 'append');
    expect(await expectSame()).toBe(1);
    await write(
      new Map([
        ['item 200', near(base, 3)],
        ['item 201', near(base, 7)],
      ]),
      'replace',
    );
    await write(new Map([['close', randomHash()]]), 'replace');
    expect(await expectSame()).toBe(2);
    await table.remove(['item 200']);
    held.delete('item 200');
    await write(new Map([['fresh', near(base, 12)]]), 'append');
    expect(await expectSame()).toBe(2);
    await table.compact();
    expect(await expectSame()).toBe(2);
    expect(copy.find('fresh', '')).toEqual(parseHash(near(base, 12)));
    expect(copy.find('fresh', '1')).toBeUndefined();
  }, 60_000);

  test('leaves out hashes that say nothing', async () => {
    const copy = createHashCopy(async () => table);
    const hash = randomHash();
    const record = { part: '', status: 'ok' as const, reason: null, input: 'i', computedAt: 1 };
    await table.append([
      { ...record, item: 'flat', value: { hash, quality: 49 } },
      { ...record, item: 'rich', value: { hash, quality: 50 } },
    ]);
    await copy.follow();
    expect(copy.within(parseHash(hash), 0).map(({ item }) => item)).toEqual(['rich']);
  });
});
