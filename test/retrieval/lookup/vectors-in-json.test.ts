import { expect, test } from 'vitest';
import { createVectorsInJson } from '../../../src/retrieval/lookup/vectors-in-json.ts';

const first = Float32Array.of(0.1, -0.25, 0);
const second = Float32Array.of(1e-7, 0.99999994);

test('bytesOf() writes each vector where it was placed, between texts of any letters', () => {
  const json = createVectorsInJson();
  const answer = {
    text: 'été 🐕 "quoted" \u2028',
    vectors: [{ of: 'ü', vector: json.place(first) }, json.place(second), json.place(first)],
    empty: json.place(new Float32Array()),
  };
  const read: unknown = JSON.parse(json.bytesOf(answer).toString());
  expect(read).toEqual({
    text: 'été 🐕 "quoted" \u2028',
    vectors: [{ of: 'ü', vector: [0.1, -0.25, 0] }, [1e-7, 0.99999994], [0.1, -0.25, 0]],
    empty: [],
  });
});

test('bytesOf() writes what holds no vector as JSON.stringify does', () => {
  const answer = { missing: ['a', 'ß'], items: [], none: undefined };
  expect(createVectorsInJson().bytesOf(answer).toString()).toBe(JSON.stringify(answer));
});
