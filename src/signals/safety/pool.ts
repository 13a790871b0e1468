import type { Weighted } from '../definition.ts';
import { judge } from './judge.ts';
import type { Safety, ScoredLabel } from './judge.ts';

/**
 * A video is as harmful as its worst keyframe: every label at its highest score, the class
 * probabilities of the worst keyframe, and the medium of most of its time.
 *
 * @param values At least one.
 */
export function poolSafety(values: readonly Weighted<Safety>[]): Safety {
  const worst = new Map<string, ScoredLabel>();
  let worstImage: Safety['image'];
  let worstScore = -1;
  const media = { photo: 0, drawing: 0, none: 0 };
  for (const { value, weight } of values) {
    media[value.medium] += weight;
    for (const label of value.labels) {
      const id = [label.category, label.subcategory, label.label, label.from].join('/');
      if (label.score > (worst.get(id)?.score ?? -1)) worst.set(id, label);
    }
    if (value.image === undefined) continue;
    const { porn, hentai, sexy } = value.image;
    if (porn + hentai + sexy > worstScore) {
      worstScore = porn + hentai + sexy;
      worstImage = value.image;
    }
  }
  const medium =
    media.photo + media.drawing === 0 ? 'none' : media.photo >= media.drawing ? 'photo' : 'drawing';
  return {
    ...judge([...worst.values()]),
    medium,
    ...(worstImage !== undefined && { image: worstImage }),
  };
}
