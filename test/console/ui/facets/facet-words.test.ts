import { describe, expect, it } from 'vitest';
import { filterWords } from '../../../../console/ui/facets/facet-words.ts';

const facets = [
  {
    field: 'topic',
    label: 'Topic',
    values: [{ value: 'food/baking', label: 'Food › Baking', count: 2 }],
  },
];

describe('filterWords()', () => {
  it('says the labels of the facets when the catalogue has them', () => {
    expect(filterWords('topic:food/baking', facets)).toEqual({
      field: 'Topic',
      value: 'Food › Baking',
    });
  });

  it('says what it can when no facet has the value', () => {
    expect(filterWords('language:fr', [])).toEqual({ field: 'Language', value: 'French' });
    expect(filterWords('attribute.camera.focalLength:12:30', [])).toEqual({
      field: 'Camera › focal length',
      value: '12:30',
    });
  });
});
