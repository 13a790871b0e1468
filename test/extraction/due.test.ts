import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/contracts/item.ts';
import type { SignalRef } from '../../src/contracts/signal-ref.ts';
import { signalNames } from '../../src/contracts/values.ts';
import { dueSignals, inputDigestsOf } from '../../src/extraction/due.ts';
import { builtInSignals } from '../../src/signals/table.ts';
import type { RecordHead } from '../../src/storage/lance/signal-table.ts';

const refs = builtInSignals.withInputs(signalNames.map(builtInSignals.initialVersionOf));

const item: Item = {
  id: 'shoe',
  assets: [{ digest: 'a'.repeat(64), medium: 'image', sizeBytes: 3, origin: 'shoe.jpg' }],
  text: { title: 'Red shoe', tags: ['summer'] },
  attributes: { price: 3 },
};

/** What the tables hold after an item was computed; `change` makes some rows differ. */
function headsAfter(
  computed: Item,
  change: Partial<Record<SignalRef, Partial<RecordHead>>> = {},
): Map<SignalRef, RecordHead[]> {
  const digests = inputDigestsOf(computed, refs, builtInSignals);
  return new Map(
    refs.map((ref) => [
      ref,
      [
        {
          item: computed.id,
          part: '',
          status: 'ok',
          reason: null,
          input: digests[ref] ?? '',
          computedAt: 0,
          ...change[ref],
        },
      ],
    ]),
  );
}

const dueAfter = (edited: Item) =>
  dueSignals(inputDigestsOf(edited, refs, builtInSignals), headsAfter(item), refs).toSorted();

describe('dueSignals()', () => {
  test('gives every signal when nothing was computed, and none when all was from the same', () => {
    expect(dueSignals(inputDigestsOf(item, refs, builtInSignals), new Map(), refs)).toEqual(refs);
    expect(dueAfter({ ...item })).toEqual([]);
  });

  test.each([
    { field: 'title', text: { ...item.text, title: 'Blue shoe' } },
    { field: 'description', text: { ...item.text, description: 'It is red.' } },
    { field: 'tags', text: { ...item.text, tags: ['winter'] } },
  ])('gives exactly the signals of text when the $field is edited', ({ text }) => {
    const ofText = [
      'keyphrases@1',
      'language@1',
      'safety@1',
      'text_embedding@1',
      'text_quality@1',
      'topics@1',
    ];
    expect(dueAfter({ ...item, text })).toEqual(ofText);
  });

  test('gives all but the embedding of the text when the picture is edited', () => {
    const assets = item.assets.map((asset) => ({ ...asset, digest: 'b'.repeat(64) }));
    const others = refs.filter((ref) => ref !== 'text_embedding@1').toSorted();
    expect(dueAfter({ ...item, assets })).toEqual(others);
  });

  test('gives none when only attributes, the origin or the id of the file change', () => {
    const assets = item.assets.map((asset) => ({ ...asset, origin: 'moved/shoe.jpg' }));
    expect(dueAfter({ ...item, assets, attributes: { price: 4 } })).toEqual([]);
  });

  test('gives those that failed, and not those that abstained', () => {
    const heads = headsAfter(item, {
      'objects@1': { status: 'failed', reason: 'the model could not be loaded' },
      'ocr@1': { status: 'abstained', reason: 'no text' },
    });
    expect(dueSignals(inputDigestsOf(item, refs, builtInSignals), heads, refs)).toEqual([
      'objects@1',
    ]);
  });

  test('gives a second version of a signal without the first when only that is missing', () => {
    const both: SignalRef[] = [...refs, 'image_embedding@2'];
    const due = dueSignals(inputDigestsOf(item, both, builtInSignals), headsAfter(item), both);
    expect(due).toEqual(['image_embedding@2']);
  });
});
