import type { AdFeatureVector } from '../../../contracts/ads.ts';
import type { Asking } from '../../../retrieval/query-embedding.ts';
import { cosineOf, type Embedding } from '../../../signals/embedding.ts';
import type { Content } from '../content.ts';
import type { TextEmbedder } from '../embed-texts.ts';
import { freshnessOf } from './freshness.ts';
import { overlapOf, type Weights } from './overlap.ts';

/** An ad with what its features are made of. */
export interface AdContent extends Content {
  readonly quality: number | null;
  readonly readAt: Date;
}

export interface Judging {
  readonly asking: Asking;
  readonly texts: TextEmbedder;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The features of an ad beside a query: `adFeatures` says what each means. */
export async function featuresOf(
  query: Content,
  ad: AdContent,
  { asking, texts, now }: Judging,
): Promise<AdFeatureVector> {
  const depict = async (words: string | undefined, picture: Embedding | undefined) =>
    words === undefined || picture === undefined
      ? undefined
      : await texts.depictionOf(words, asking);
  const [landing, queryWords, ownWords, adWords, landingWords] = await Promise.all([
    ad.landing === undefined || !ad.text ? undefined : texts.meaningOf(ad.landing, asking),
    depict(query.words, ad.picture),
    depict(ad.words, ad.picture),
    depict(ad.words, query.picture),
    depict(ad.landing, ad.picture),
  ]);
  return {
    looks: cosineIn(query.picture, ad.picture),
    meaning: cosineIn(query.text, ad.text),
    words_to_picture: cosineIn(queryWords, ad.picture),
    picture_to_words: cosineIn(adWords, query.picture),
    topics: overlapIn(query.topics, ad.topics),
    keyphrases: overlapIn(query.phrases, ad.phrases),
    objects: overlapIn(query.objects, ad.objects),
    text_landing: cosineIn(ad.text, landing),
    picture_text: cosineIn(ownWords, ad.picture),
    picture_landing: cosineIn(landingWords, ad.picture),
    quality: ad.quality,
    harm: ad.safety?.score ?? null,
    freshness: freshnessOf(ad.readAt, now),
  };
}

function cosineIn(a: Embedding | undefined, b: Embedding | undefined): number | null {
  if (!a || !b) return null;
  return Math.max(-1, Math.min(1, cosineOf(a, b)));
}

function overlapIn(a: Weights | undefined, b: Weights | undefined): number | null {
  return a && b ? overlapOf(a, b) : null;
}
