import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress, writeAddress } from '../../../console/api/address.ts';
import { searchAddressSchema } from '../../../console/api/page-addresses.ts';
import { parsePart, partsInAddress, partsOf, partText } from '../../../console/api/search-parts.ts';
import type { SearchPart } from '../../../console/api/search-parts.ts';

const weight = fc.constantFrom(2, 1, 0.5, -1, 3.25, -10);
const named = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '');
const edge = fc.integer({ min: 1, max: 499 }).map((thousandths) => thousandths / 1000);
const box = fc.record({ x: edge, y: edge, width: edge, height: edge });
const part: fc.Arbitrary<SearchPart> = fc.oneof(
  fc.record({ kind: fc.constant('words' as const), text: named, weight }),
  fc.record({ kind: fc.constant('item' as const), id: named, weight }),
  fc.record({ kind: fc.constant('item' as const), id: named, weight, box }),
  fc.record({ kind: fc.constant('picture' as const), key: fc.integer({ min: 1 }), weight, box }),
);

describe('parsePart()', () => {
  it('reads what partText() wrote, whatever is searched for', () => {
    fc.assert(
      fc.property(part, (one) => {
        expect(parsePart(partText(one))).toEqual(one);
      }),
    );
  });

  it.each(['', 'red', '0:words:red', '11:words:red', '1:words:', '1:thing:red', '1:picture:red'])(
    'says nothing of %j',
    (text) => expect(parsePart(text)).toBeUndefined(),
  );
});

describe('partsOf()', () => {
  it('finds in an address the parts that partsInAddress() put there', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const address = writeAddress(partsInAddress(parts));
        expect(partsOf(searchAddressSchema.parse(parseAddress(address)))).toEqual(parts);
      }),
    );
  });

  it('reads an address that is typed by hand', () => {
    const address = parseAddress('?q=blue&item=dress/1.jpg&box=0.1,0.2,0.3,0.4&part=-1:words:long');
    expect(partsOf(searchAddressSchema.parse(address))).toEqual([
      { kind: 'words', text: 'blue', weight: 1 },
      {
        kind: 'item',
        id: 'dress/1.jpg',
        weight: 1,
        box: { x: 0.1, y: 0.2, width: 0.3, height: 0.4 },
      },
      { kind: 'words', text: 'long', weight: -1 },
    ]);
  });
});
