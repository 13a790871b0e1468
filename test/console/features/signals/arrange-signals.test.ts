import { describe, expect, it } from 'vitest';
import { arrangeSignals } from '../../../../console/features/signals/arrange-signals.ts';
import type { ListedSignal } from '../../../../console/features/signals/arrange-signals.ts';

function signal(name: string, more: Partial<ListedSignal> = {}, coverage?: number): ListedSignal {
  const sample = {
    at: '2026-11-23T00:00:00.000Z',
    items: 10,
    ok: 10,
    abstained: 0,
    failed: 0,
    freshnessP50Seconds: 1,
    freshnessP99Seconds: 2,
  };
  return {
    name,
    kind: 'labels',
    owner: 'the maintainers',
    live: 1,
    cost: 'cheap',
    inputs: [],
    lastChangeAt: null,
    versions: [
      {
        version: 1,
        semanticVersion: '1.0.0',
        state: 'live',
        since: null,
        endOfLife: null,
        metrics: coverage === undefined ? null : { ...sample, coverage },
        cpuSecondsPer1000: null,
      },
    ],
    samples: [],
    readers: 0,
    reads: 0,
    ...more,
  };
}

const all = [
  signal('topics', { reads: 5 }, 0.9),
  signal('image_embedding', { kind: 'embedding', reads: 50, lastChangeAt: '2026-11-20' }, 1),
  signal('ocr', { owner: 'the text team', lastChangeAt: '2026-11-22' }),
];
const names = (arrangement: Partial<Parameters<typeof arrangeSignals>[1]>): readonly string[] =>
  arrangeSignals(all, { match: '', kind: undefined, sort: 'name', ...arrangement }).map(
    ({ name }) => name,
  );

describe('arrangeSignals()', () => {
  it('orders by name', () => {
    expect(names({})).toEqual(['image_embedding', 'ocr', 'topics']);
  });

  it('puts the least coverage first and what was never measured last', () => {
    expect(names({ sort: 'coverage' })).toEqual(['topics', 'image_embedding', 'ocr']);
  });

  it('puts the most read first, and what changed last first', () => {
    expect(names({ sort: 'use' })).toEqual(['image_embedding', 'topics', 'ocr']);
    expect(names({ sort: 'change' })).toEqual(['ocr', 'image_embedding', 'topics']);
  });

  it('finds words in the name as it is shown, the owner and the kind', () => {
    expect(names({ match: 'Image emb' })).toEqual(['image_embedding']);
    expect(names({ match: ' text TEAM ' })).toEqual(['ocr']);
    expect(names({ kind: 'labels' })).toEqual(['ocr', 'topics']);
    expect(names({ kind: 'embedding', match: 'ocr' })).toEqual([]);
  });
});
