import fc from 'fast-check';
import { builtInSignals } from '../../../../src/signals/table.ts';
import { describe, expect, it } from 'vitest';
import { layGraph } from '../../../../console/features/lineage/lay-graph.ts';
import type { Direction } from '../../../../console/features/lineage/lay-graph.ts';
import { crossingsOf, orderLayers } from '../../../../console/features/lineage/order-layers.ts';
import { rankNodes } from '../../../../console/features/lineage/rank.ts';
import { spread } from '../../../../console/features/lineage/spread.ts';
import { lineageOfAll } from '../../../../src/signals/contract/lineage.ts';

const size = { width: 100, height: 40 };
const all = lineageOfAll(builtInSignals);
const directions: readonly Direction[] = ['right', 'down'];

describe('rankNodes()', () => {
  it('puts every node after all that it comes from', () => {
    const ranks = rankNodes(all);
    for (const { from, to } of all.edges) {
      expect(ranks.get(from), `${from} → ${to}`).toBeLessThan(ranks.get(to) ?? 0);
    }
    expect(ranks.get('source')).toBe(0);
  });

  it('puts a model just before the first signal that runs it', () => {
    const lineage = {
      nodes: [
        { id: 'source', kind: 'source' as const },
        { id: 'image', kind: 'asset' as const },
        { id: 'objects@1', kind: 'signal' as const },
        { id: 'crops@1', kind: 'signal' as const },
        { id: 'model:encoder', kind: 'model' as const },
      ],
      edges: [
        { from: 'source', to: 'image' },
        { from: 'image', to: 'objects@1' },
        { from: 'objects@1', to: 'crops@1' },
        { from: 'model:encoder', to: 'crops@1' },
      ],
    };
    expect(rankNodes(lineage).get('model:encoder')).toBe(2);
  });

  it('comes to an end when edges lead back', () => {
    const nodes = ['a', 'b'].map((id) => ({ id, kind: 'signal' as const }));
    const edges = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
    ];
    expect(rankNodes({ nodes, edges }).size).toBe(2);
  });
});

describe('orderLayers()', () => {
  it('uncrosses two edges that need not cross', () => {
    const slots = ['a', 'b', 'c', 'd'].map((id, at) => ({
      id,
      layer: at < 2 ? 0 : 1,
      isNode: true,
    }));
    const segments = [
      { from: 'a', to: 'd' },
      { from: 'b', to: 'c' },
    ];
    expect(
      crossingsOf(
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
        segments,
      ),
    ).toBe(1);
    expect(crossingsOf(orderLayers(slots, segments), segments)).toBe(0);
  });
});

describe('spread()', () => {
  const wish = fc.double({ min: -1000, max: 1000, noNaN: true });

  it('keeps the order and every gap', () => {
    fc.assert(
      fc.property(
        fc.array(wish, { maxLength: 20 }),
        fc.integer({ min: 0, max: 50 }),
        (all, gap) => {
          const placed = spread(
            all,
            all.map(() => gap),
          );
          expect(placed).toHaveLength(all.length);
          placed.slice(1).forEach((place, at) => {
            expect(place - (placed[at] ?? 0)).toBeGreaterThanOrEqual(gap - 1e-6);
          });
        },
      ),
    );
  });

  it('leaves places alone that are far enough apart', () => {
    expect(spread([0, 100, 250], [0, 50, 50])).toEqual([0, 100, 250]);
  });

  it('moves two that wish for the same place apart by as much each', () => {
    expect(spread([10, 10], [0, 20])).toEqual([0, 20]);
  });
});

describe('layGraph()', () => {
  it.each(directions)('lays no two nodes over each other when layers go %s', (direction) => {
    const { nodes, width, height } = layGraph(all, size, direction);
    expect(nodes).toHaveLength(all.nodes.length);
    nodes.forEach((one, at) => {
      expect(one.x).toBeGreaterThanOrEqual(-1e-9);
      expect(one.y).toBeGreaterThanOrEqual(-1e-9);
      expect(one.x + size.width).toBeLessThanOrEqual(width + 1e-9);
      expect(one.y + size.height).toBeLessThanOrEqual(height + 1e-9);
      for (const other of nodes.slice(at + 1)) {
        const isApart =
          Math.abs(one.x - other.x) >= size.width || Math.abs(one.y - other.y) >= size.height;
        expect(isApart, `${one.id} and ${other.id}`).toBe(true);
      }
    });
  });

  it('draws every edge from the node it leaves to the node it enters', () => {
    const { nodes, edges } = layGraph(all, size, 'right');
    const byId = new Map(nodes.map((node) => [node.id, node]));
    expect(edges).toHaveLength(all.edges.length);
    for (const { from, to, path } of edges) {
      const numbers = (path.match(/-?[0-9.]+/g) ?? []).map(Number);
      expect(numbers[0]).toBeCloseTo((byId.get(from)?.x ?? 0) + size.width, 0);
      expect(numbers.at(-2)).toBeCloseTo(byId.get(to)?.x ?? 0, 0);
      expect(numbers.at(-1)).toBeCloseTo((byId.get(to)?.y ?? 0) + size.height / 2, 0);
    }
  });
});
