import { z } from 'zod';
import {
  cropEmbeddingValue,
  imageQualityValue,
  keyphrasesValue,
  languageValue,
  nearDuplicatesValue,
  objectsValue,
  ocrValue,
  paletteValue,
  perceptualHashValue,
  safetyValue,
  textQualityValue,
  topicsValue,
  videoValue,
} from '../../../../src/contracts/values.ts';
import type { SignalName } from '../../../../src/contracts/values.ts';
import { Cluster } from './cluster.tsx';
import { CropRow } from './crops.tsx';
import { Embedding } from './embedding.tsx';
import { Hash } from './hash.tsx';
import { Keyphrases } from './keyphrases.tsx';
import { Language } from './language.tsx';
import { Objects } from './objects.tsx';
import { Palette } from './palette.tsx';
import { ImageQuality, TextQuality } from './quality.tsx';
import { Safety } from './safety.tsx';
import { TextInPicture } from './text-in-picture.tsx';
import { Topics } from './topics.tsx';
import { VideoFacts } from './video-facts.tsx';
import { viewOf } from './value-view.tsx';
import type { ValueView } from './value-view.tsx';

/** Vectors are sent shortened. */
const shortVector = z.object({ vector: z.array(z.number()) });

/** How each signal is shown, in the order of the page. */
export const valueViews: Readonly<Record<SignalName, ValueView>> = {
  objects: viewOf(objectsValue, Objects),
  crop_embedding: viewOf(cropEmbeddingValue.omit({ vector: true }), CropRow),
  topics: viewOf(topicsValue, Topics),
  keyphrases: viewOf(keyphrasesValue, Keyphrases),
  ocr: viewOf(ocrValue, TextInPicture),
  language: viewOf(languageValue, Language),
  palette: viewOf(paletteValue, Palette),
  image_quality: viewOf(imageQualityValue, ImageQuality),
  text_quality: viewOf(textQualityValue, TextQuality),
  safety: viewOf(safetyValue, Safety),
  near_duplicates: viewOf(nearDuplicatesValue, Cluster),
  perceptual_hash: viewOf(perceptualHashValue, Hash),
  image_embedding: viewOf(shortVector, Embedding),
  text_embedding: viewOf(shortVector, Embedding),
  video: viewOf(videoValue, VideoFacts),
};
