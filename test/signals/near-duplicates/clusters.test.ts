import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { starClusters, type Edge } from '../../../src/signals/near-duplicates/clusters.ts';

const byHash = (a: string, b: string, distance = 4): Edge => ({ a, b, by: 'hash', distance });

function singles(names: string): Map<string, string[]> {
  return new Map(names.split('').map((name) => [name, [`item ${name}`]]));
}

/** Graphs of up to 30 nodes, each of one to three items. */
const graphs = fc
  .array(fc.tuple(fc.nat(29), fc.nat(29), fc.boolean(), fc.nat(31)), { maxLength: 60 })
  .chain((pairs) =>
    fc.tuple(
      fc.constant(pairs),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 30, maxLength: 30 }),
    ),
  )
  .map(([pairs, counts]) => ({
    edges: pairs.map(([a, b, hash, distance]): Edge => ({
      a: `n${a}`,
      b: `n${b}`,
      by: hash ? 'hash' : 'embedding',
      distance: hash ? distance : distance / 100,
    })),
    itemsOf: new Map(
      counts.map((count, node) => [
        `n${node}`,
        Array.from({ length: count }, (_, copy) => `n${node}-${copy}`),
      ]),
    ),
  }));

describe('starClusters()', () => {
  test('cuts a chain of small steps instead of joining its ends', () => {
    const chain = ['ab', 'bc', 'cd', 'de', 'ef'].map(([a = '', b = '']) => byHash(a, b));
    const members = starClusters(chain, singles('abcdef'));
    expect(members.get('item a')?.cluster).toBe('item b');
    expect(members.get('item c')?.cluster).toBe('item b');
    expect(members.get('item f')?.cluster).not.toBe('item b');
  });

  test('builds a cluster around the item with the most neighbours, and says what ties each', () => {
    const edges: Edge[] = [
      byHash('b', 'a', 12),
      byHash('b', 'c', 3),
      { a: 'b', b: 'c', by: 'embedding', distance: 0.01 },
      { a: 'b', b: 'd', by: 'embedding', distance: 0.1 },
    ];
    expect(Object.fromEntries(starClusters(edges, singles('abcde')))).toEqual({
      'item a': { cluster: 'item b', size: 4, decidedBy: 'hash', distance: 12 },
      'item b': { cluster: 'item b', size: 4, decidedBy: 'first', distance: 0 },
      'item c': { cluster: 'item b', size: 4, decidedBy: 'hash', distance: 3 },
      'item d': { cluster: 'item b', size: 4, decidedBy: 'embedding', distance: 0.1 },
    });
  });

  test('makes a cluster of items that show the same, with no edge', () => {
    const members = starClusters(
      [],
      new Map([
        ['x', ['two', 'one']],
        ['y', ['alone']],
      ]),
    );
    expect(Object.fromEntries(members)).toEqual({
      one: { cluster: 'one', size: 2, decidedBy: 'first', distance: 0 },
      two: { cluster: 'one', size: 2, decidedBy: 'hash', distance: 0 },
    });
  });

  test('leaves out nodes that have no item any more', () => {
    const members = starClusters([byHash('a', 'gone')], singles('a'));
    expect(members.size).toBe(0);
  });

  test('gives every member an edge to its centre, each item one cluster, and sizes that count', () => {
    fc.assert(
      fc.property(graphs, ({ edges, itemsOf }) => {
        const members = starClusters(edges, itemsOf);
        const nodeOf = (item = '') => item.split('-')[0] ?? '';
        const pairs = new Set(edges.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]));
        const sizes = new Map<string, number>();
        for (const [item, { cluster }] of members) {
          const [own, centre] = [nodeOf(item), nodeOf(cluster)];
          expect(own === centre || pairs.has(`${own} ${centre}`)).toBe(true);
          sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
        }
        for (const { cluster, size } of members.values()) expect(size).toBe(sizes.get(cluster));
      }),
    );
  });

  test('gives the same clusters in whatever order edges and nodes come', () => {
    fc.assert(
      fc.property(graphs, fc.integer(), ({ edges, itemsOf }, seed) => {
        const shuffled = fc.sample(fc.shuffledSubarray([...edges], { minLength: edges.length }), {
          seed,
          numRuns: 1,
        })[0];
        const turned = (shuffled ?? []).map((edge) => ({ ...edge, a: edge.b, b: edge.a }));
        expect(starClusters(turned, new Map([...itemsOf].toReversed()))).toEqual(
          starClusters(edges, itemsOf),
        );
      }),
    );
  });

  test('gives each connected part the same clusters alone as among others', () => {
    fc.assert(
      fc.property(graphs, ({ edges, itemsOf }) => {
        const whole = starClusters(edges, itemsOf);
        for (const part of connectedParts(edges, [...itemsOf.keys()])) {
          const alone = starClusters(
            edges.filter(({ a }) => part.has(a)),
            new Map([...itemsOf].filter(([node]) => part.has(node))),
          );
          for (const [item, membership] of alone) expect(whole.get(item)).toEqual(membership);
        }
      }),
    );
  });
});

function connectedParts(edges: readonly Edge[], nodes: readonly string[]): Set<string>[] {
  const parts = new Map(nodes.map((node) => [node, new Set([node])]));
  for (const { a, b } of edges) {
    const [left, right] = [parts.get(a), parts.get(b)];
    if (!left || !right || left === right) continue;
    for (const node of right) {
      left.add(node);
      parts.set(node, left);
    }
  }
  return [...new Set(parts.values())];
}
