import { openOnline } from '../../../../extraction/online/open-online.ts';
import { readVersions } from '../../../../extraction/versions/versions.ts';
import type { Asking } from '../../../../retrieval/query-embedding.ts';
import type { AdsPlace } from '../../../../surfaces/ads/match.ts';
import { createTextEmbedder } from '../../../../surfaces/ads/embed-texts.ts';
import type { AppContext } from '../../../context.ts';

/** Loading the models at the first query takes a few seconds. */
const patienceMs = 60_000;

/** What ads are matched with in a command; its threads end with it. */
export async function withAdsPlace<T>(
  context: AppContext,
  act: (place: AdsPlace, askingNow: () => Asking) => Promise<T>,
): Promise<T> {
  const versions = await readVersions(context.db);
  const online = openOnline(context);
  const askingNow = () => ({ online, versions, deadline: performance.now() + patienceMs });
  const place = {
    stores: context,
    texts: createTextEmbedder(context.clock),
    clock: context.clock,
  };
  try {
    return await act(place, askingNow);
  } finally {
    await online.close();
  }
}
