import { describe, expect, it } from 'vitest';
import { parseAddress, writeAddress } from '../../../console/api/address.ts';
import {
  filterParameters,
  filtersInAddress,
  filtersSchema,
  isFiltered,
  noFilters,
  toggleFacet,
} from '../../../console/api/filters.ts';
import { boxOf, searchAddressSchema } from '../../../console/api/page-addresses.ts';

describe('filtersSchema', () => {
  it('gives back the filters that were written to an address', () => {
    const filters = {
      ...noFilters,
      facet: ['object:hot dog', 'attribute.folder:a/b&c'],
      minQuality: 0.4,
      match: '100 %',
      sort: 'title' as const,
    };
    const address = writeAddress(filtersInAddress(filters));
    expect(filtersSchema.parse(parseAddress(address))).toEqual(filters);
  });

  it('reads a single facet as a list of one', () => {
    expect(filtersSchema.parse(parseAddress('?facet=language:en')).facet).toEqual(['language:en']);
  });

  it('falls back to the default when an address holds nonsense', () => {
    const address = '?sort=sideways&minQuality=12&maxQuality=x';
    expect(filtersSchema.parse(parseAddress(address))).toEqual(noFilters);
  });
});

describe('filterParameters()', () => {
  it('repeats facet for each value', () => {
    const query = filterParameters({ ...noFilters, facet: ['object:cat', 'object:dog'] });
    expect(query.getAll('facet')).toEqual(['object:cat', 'object:dog']);
  });
});

describe('toggleFacet()', () => {
  it('leaves no filter when it is switched on and off', () => {
    const on = toggleFacet(noFilters, 'object:cat');
    expect(isFiltered(on)).toBe(true);
    expect(isFiltered(toggleFacet(on, 'object:cat'))).toBe(false);
  });
});

describe('writeAddress()', () => {
  it('writes nothing when there is nothing to say', () => {
    expect(writeAddress({ facet: [], match: '', sort: undefined })).toBe('');
  });

  it('keeps colons, commas and slashes readable', () => {
    expect(writeAddress({ item: 'a/b.jpg', box: '0.1,0.2,0.3,0.4' })).toBe(
      '?item=a/b.jpg&box=0.1,0.2,0.3,0.4',
    );
  });
});

describe('boxOf()', () => {
  it('keeps a box inside the picture when the address says a larger one', () => {
    expect(boxOf('0.5,0.5,0.9,0.2')).toEqual({ x: 0.5, y: 0.5, width: 0.5, height: 0.2 });
  });

  it('gives nothing when a side is zero', () => {
    expect(boxOf('0.5,0.5,0,0.2')).toBeUndefined();
  });

  it('never sees a box that is not four shares', () => {
    expect(searchAddressSchema.parse({ q: 'x', box: '1,2,3' }).box).toBeUndefined();
    expect(searchAddressSchema.parse({ q: 'x', box: 'a,b,c,d' }).box).toBeUndefined();
  });
});
