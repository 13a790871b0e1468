/** A way to embed a picture: parts, each at length 1, one after another. */
export interface Candidate {
  readonly name: string;
  /** Each part is the sum of features at length 1. `m`: classifier, `cN`: detector's backbone at N². */
  readonly parts: readonly (readonly string[])[];
  /** Subtracted from features first: the mean of the other data set, or also its deviation. */
  readonly learnt?: 'mean' | 'mean-and-deviation';
}

const one = (name: string, ...features: string[]): Candidate => ({
  name,
  parts: features.map((feature) => [feature]),
});

const pair = ['m:15', 'c224:13'] as const;

export const candidates: readonly Candidate[] = [
  one('pixels 16²', 'pixels'),
  one('colour histogram', 'histogram'),
  one('m:12', 'm:12'),
  one('m:13, expanded', 'm:13x'),
  one('m:14', 'm:14'),
  one('m:15', 'm:15'),
  one('m:16', 'm:16'),
  one('m:last', 'm:last'),
  one('c320:11', 'c320:11'),
  one('c320:13', 'c320:13'),
  one('c320:14', 'c320:14'),
  one('c320:last', 'c320:last'),
  one('c224:13', 'c224:13'),
  one('c512:13', 'c512:13'),
  one('m:15 + c320:14', 'm:15', 'c320:14'),
  one('m:15 + c320:13', 'm:15', 'c320:13'),
  one('m:15 + c224:14', 'm:15', 'c224:14'),
  one('m:15 + c224:13 (chosen)', ...pair),
  one('m:15 + c512:13', 'm:15', 'c512:13'),
  one('m:14 + c224:13', 'm:14', 'c224:13'),
  one('m:16 + c224:13', 'm:16', 'c224:13'),
  one('m:last + c224:13', 'm:last', 'c224:13'),
  one('m:15 + c224:13 + c224:14', ...pair, 'c224:14'),
  one('m:12 + m:15 + c224:11 + c224:13', 'm:12', 'm:15', 'c224:11', 'c224:13'),
  one(
    'all layers',
    ...['5', '9', '12', '13x', '14', '15', '16', 'last'].map((layer) => `m:${layer}`),
    ...['5', '9', '11', '13', '14', 'last'].map((layer) => `c224:${layer}`),
  ),
  {
    name: 'chosen, with the mirrored picture',
    parts: [
      ['m:15', 'm-mirrored:15'],
      ['c224:13', 'c224-mirrored:13'],
    ],
  },
  { name: 'chosen, with the middle', parts: [['m:15', 'm-middle:15'], ['c224:13']] },
  { ...one('chosen − mean', ...pair), learnt: 'mean' },
  { ...one('(chosen − mean) ÷ deviation', ...pair), learnt: 'mean-and-deviation' },
  {
    ...one(
      '(m:15, 16, last, c224:13, last − mean) ÷ deviation',
      'm:15',
      'm:16',
      'm:last',
      'c224:13',
      'c224:last',
    ),
    learnt: 'mean-and-deviation',
  },
];
