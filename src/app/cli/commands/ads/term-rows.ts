import type { RelevanceModel } from '../../../../contracts/ads.ts';

/** What a standard deviation more of each feature adds to the log-odds, in all pairs and by case. */
export function termRows({
  general,
  cases,
}: Pick<RelevanceModel, 'general' | 'cases'>): string[][] {
  const features = [
    ...new Set([general, ...cases].flatMap(({ terms }) => terms.map((term) => term.feature))),
  ];
  const columns = [general, ...cases];
  const names = cases.map(({ looks, meaning }) =>
    looks ? (meaning ? 'picture and text' : 'picture only') : meaning ? 'text only' : 'neither',
  );
  return [
    ['weight of', 'all', ...names],
    ...features.map((feature) => [
      feature,
      ...columns.map(({ terms }) => {
        const term = terms.find((each) => each.feature === feature);
        return term ? term.weight.toFixed(2) : '–';
      }),
    ]),
  ];
}
