import type { JudgedPair, Reliability, RelevanceModel } from '../../../contracts/ads.ts';
import { versionOf } from '../../../contracts/signal-ref.ts';
import type { Asking } from '../../../retrieval/query-embedding.ts';
import type { AdsPlace } from '../match.ts';
import { fitRelevance, type LabelledPair } from './fit-relevance.ts';
import { labelPairs } from './label-pairs.ts';
import { findModelInUse, storeModel, takeModelIntoUse, type StoredModel } from './models.ts';
import { relevanceOf, unusedFeatures } from './relevance.ts';
import { reliabilityOf } from './reliability.ts';

export interface Calibration {
  readonly model: RelevanceModel;
  /** The same pairs by the model in use until now, which may have been fitted to some of them. */
  readonly before: { readonly version: number; readonly reliability: Reliability };
  readonly missing: readonly string[];
}

/**
 * Fits a model of relevance to judged pairs, with its reliability on queries that a fit had not seen.
 *
 * @param fittedOn In words, what relevant means in these pairs.
 * @throws input `too-few-pairs`
 */
export async function calibrate(
  judged: readonly JudgedPair[],
  fittedOn: string,
  askingNow: () => Asking,
  place: AdsPlace,
): Promise<Calibration> {
  const { pairs, missing } = await labelPairs(judged, askingNow, place);
  const { versions } = askingNow();
  const live = Object.fromEntries(
    (['image_embedding', 'text_embedding'] as const).map((name) => [
      name,
      versionOf(versions.live(name)).version,
    ]),
  );
  const model = { format: 1 as const, ...fitRelevance(pairs), versions: live, fittedOn };
  const inUse = await findModelInUse(place.stores.db);
  return {
    model,
    before: { version: inUse.version, reliability: measure(pairs, inUse, live) },
    missing,
  };
}

/** Keeps a fitted model and makes scores by it from now on. */
export async function keepCalibration(
  model: RelevanceModel,
  { stores, clock }: AdsPlace,
): Promise<StoredModel> {
  const { version } = await storeModel(model, clock(), stores.db);
  return await takeModelIntoUse(version, clock(), stores.db);
}

function measure(
  pairs: readonly LabelledPair[],
  model: StoredModel,
  live: Readonly<Record<string, number>>,
): Reliability {
  const unused = unusedFeatures(model, live);
  return reliabilityOf(
    pairs.map(({ features, label }) => ({
      chance: relevanceOf(features, model, unused).chance,
      label,
    })),
  );
}
