import { describe, expect, it } from 'vitest';
import { findSignals } from '../../../../console/features/signals/find-signals.ts';
import type { ListedSignal } from '../../../../console/features/signals/find-signals.ts';

function signal(name: string, more: Partial<ListedSignal> = {}): ListedSignal {
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
        metrics: null,
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
  signal('topics'),
  signal('image_embedding', { kind: 'embedding' }),
  signal('ocr', { owner: 'the text team' }),
];
const names = (wanted: Partial<Parameters<typeof findSignals>[1]>): readonly string[] =>
  findSignals(all, { match: '', kind: undefined, ...wanted }).map(({ name }) => name);

describe('findSignals()', () => {
  it('orders by name', () => {
    expect(names({})).toEqual(['image_embedding', 'ocr', 'topics']);
  });

  it('finds words in the name as it is shown, the owner and the kind', () => {
    expect(names({ match: 'Image emb' })).toEqual(['image_embedding']);
    expect(names({ match: ' text TEAM ' })).toEqual(['ocr']);
    expect(names({ kind: 'labels' })).toEqual(['ocr', 'topics']);
    expect(names({ kind: 'embedding', match: 'ocr' })).toEqual([]);
  });
});
