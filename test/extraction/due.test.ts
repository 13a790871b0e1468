import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/contracts/item.ts';
import type { SignalName } from '../../src/contracts/values.ts';
import { dueSignals, inputDigestsOf } from '../../src/extraction/due.ts';
import { extractedSignals } from '../../src/signals/table.ts';
import type { RecordHead } from '../../src/storage/lance/signal-table.ts';

const item: Item = {
  id: 'shoe',
  assets: [{ digest: 'a'.repeat(64), medium: 'image', sizeBytes: 3, origin: 'shoe.jpg' }],
  text: { title: 'Red shoe', tags: ['summer'] },
  attributes: { price: 3 },
};

/** What the tables hold after an item was computed; `change` makes some rows differ. */
function headsAfter(
  computed: Item,
  change: Partial<Record<SignalName, Partial<RecordHead>>> = {},
): Map<SignalName, RecordHead[]> {
  const digests = inputDigestsOf(computed);
  return new Map(
    extractedSignals.map((name) => [
      name,
      [
        {
          item: computed.id,
          part: '',
          status: 'ok',
          reason: null,
          input: digests[name] ?? '',
          computedAt: 0,
          ...change[name],
        },
      ],
    ]),
  );
}

const dueAfter = (edited: Item) => dueSignals(inputDigestsOf(edited), headsAfter(item)).toSorted();

describe('dueSignals()', () => {
  test('gives every signal when nothing was computed, and none when all was from the same', () => {
    expect(dueSignals(inputDigestsOf(item), new Map())).toEqual(extractedSignals);
    expect(dueAfter({ ...item })).toEqual([]);
  });

  test.each([
    { field: 'title', text: { ...item.text, title: 'Blue shoe' } },
    { field: 'description', text: { ...item.text, description: 'It is red.' } },
    { field: 'tags', text: { ...item.text, tags: ['winter'] } },
  ])('gives exactly the signals of text when the $field is edited', ({ text }) => {
    const ofText = ['keyphrases', 'language', 'safety', 'text_embedding', 'text_quality', 'topics'];
    expect(dueAfter({ ...item, text })).toEqual(ofText);
  });

  test('gives all but the embedding of the text when the picture is edited', () => {
    const assets = item.assets.map((asset) => ({ ...asset, digest: 'b'.repeat(64) }));
    const others = extractedSignals.filter((name) => name !== 'text_embedding').toSorted();
    expect(dueAfter({ ...item, assets })).toEqual(others);
  });

  test('gives none when only attributes, the origin or the id of the file change', () => {
    const assets = item.assets.map((asset) => ({ ...asset, origin: 'moved/shoe.jpg' }));
    expect(dueAfter({ ...item, assets, attributes: { price: 4 } })).toEqual([]);
  });

  test('gives those that failed, and not those that abstained', () => {
    const heads = headsAfter(item, {
      objects: { status: 'failed', reason: 'the model could not be loaded' },
      ocr: { status: 'abstained', reason: 'no text' },
    });
    expect(dueSignals(inputDigestsOf(item), heads)).toEqual(['objects']);
  });
});
