import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topicLexicon, weighWords } from '../../../src/signals/topics/lexicon.ts';
import { nodeFeatures, nodeScores } from '../../../src/signals/topics/scores.ts';
import { loadTaxonomy, parseTaxonomy } from '../../../src/signals/topics/taxonomy.ts';

const { nodes } = await loadTaxonomy();

test('nodeScores() never gives a parent less than a child, whatever the evidence', () => {
  const evidence = fc.array(fc.double({ min: -1, max: 2, noNaN: true }), {
    minLength: nodes.length,
    maxLength: nodes.length,
  });
  fc.assert(
    fc.property(evidence, (values) => {
      const scores = nodeScores(nodeFeatures(nodes, Float64Array.from(values)));
      return nodes.every(
        ({ parent }, node) => parent === undefined || (scores[parent] ?? 0) >= (scores[node] ?? 1),
      );
    }),
    { numRuns: 100, seed: 1 },
  );
});

const leaf = (slug: string) => ({ slug, label: slug, description: slug });
const small = parseTaxonomy(
  {
    name: 'small',
    version: 1,
    roots: [{ ...leaf('food'), children: [leaf('tea'), leaf('bread')] }, leaf('cars')],
  },
  'test',
).nodes;

test('nodeFeatures() pools evidence upwards and leads by the best sibling, bounded by the parent', () => {
  const { evidence, lead } = nodeFeatures(small, Float64Array.of(0.1, 0.9, 0.2, 0.5));
  expect(Array.from(evidence)).toEqual([0.9, 0.9, 0.2, 0.5]);
  expect(lead[0]).toBeCloseTo(0.4);
  expect(lead[1]).toBeCloseTo(0.4);
  expect(lead[2]).toBeCloseTo(-0.7);
  expect(lead[3]).toBeCloseTo(-0.4);
});

test('nodeFeatures() gives neither of two equal roots a lead', () => {
  const { lead } = nodeFeatures(small, Float64Array.of(0.5, 0.1, 0.1, 0.5));
  expect([lead[0], lead[3]]).toEqual([0, 0]);
});

test('topicLexicon().match() shares an item’s words between the topics that have them', () => {
  const lexicon = topicLexicon(small);
  const match = (text: string) => Array.from(lexicon.match(weighWords([[text, 1]])));
  expect(match('the TEAS')).toEqual([0, 1, 0, 0]);
  expect(match('tea and bread')).toEqual([0, 0.5, 0.5, 0]);
  // A word that no topic has weighs half of the rarest.
  expect(match('tea zeppelin')[1]).toBeCloseTo(2 / 3);
  expect(match('the of')).toEqual([0, 0, 0, 0]);
});
