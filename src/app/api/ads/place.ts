import { createTextEmbedder } from '../../../surfaces/ads/embed-texts.ts';
import type { AdsPlace } from '../../../surfaces/ads/match.ts';
import type { AppContext } from '../../context.ts';

const places = new WeakMap<AppContext, AdsPlace>();

/** What ads are matched with: one for all routes, which remembers the texts of landing pages. */
export function adsPlaceOf(context: AppContext): AdsPlace {
  const { clock } = context;
  const place = places.get(context) ?? { stores: context, texts: createTextEmbedder(clock), clock };
  places.set(context, place);
  return place;
}
