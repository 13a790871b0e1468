import { describe, expect, test } from 'vitest';
import { parseJudgedPairs } from '../../../../src/surfaces/ads/calibration/judged-pairs.ts';

describe('parseJudgedPairs()', () => {
  test('reads items and texts, 0 and 1 and truth, and leaves empty lines out', () => {
    expect(
      parseJudgedPairs(
        '{"item":"a","ad":"b","relevant":1}\n\n{"text":"t","ad":"c","relevant":false}\r\n',
      ),
    ).toEqual([
      { item: 'a', ad: 'b', relevant: 1 },
      { text: 't', ad: 'c', relevant: 0 },
    ]);
  });

  test.each([
    ['{"item":"a"', /line 2 is no JSON/],
    ['{"item":"a","ad":"b","relevant":2}', /line 2: relevant:/],
    ['{"item":"a","relevant":1}', /line 2: ad:/],
    ['{"ad":"b","relevant":1}', /line 2 has both or neither/],
    ['{"item":"a","text":"t","ad":"b","relevant":1}', /line 2 has both or neither/],
    ['[]', /in line 2: /],
  ])('refuses %s and names the line', (line, message) => {
    const good = '{"item":"a","ad":"b","relevant":1}\n';
    expect(() => parseJudgedPairs(good + line)).toThrow(message);
  });
});
