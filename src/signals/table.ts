import type { SignalContract } from '../contracts/signal.ts';
import type { SignalName } from '../contracts/values.ts';
import { cropEmbedding } from './crop-embedding.ts';
import type { SignalDefinition } from './definition.ts';
import { imageEmbedding } from './image-embedding.ts';
import { imageQuality } from './image-quality.ts';
import { keyphrases } from './keyphrases.ts';
import { language } from './language.ts';
import { nearDuplicatesContract } from './near-duplicates.ts';
import { objects } from './objects.ts';
import { ocr } from './ocr.ts';
import { palette } from './palette.ts';
import { perceptualHash } from './perceptual-hash.ts';
import { safety } from './safety.ts';
import { textEmbedding } from './text-embedding.ts';
import { textQuality } from './text-quality.ts';
import { topics } from './topics.ts';
import { videoContract } from './video.ts';

export type Extractor = { [Name in SignalName]: SignalDefinition<Name> }[SignalName];

/** Every extractor, each after those whose values it needs. To add a signal, add its line. */
const extractors: readonly Extractor[] = [
  perceptualHash,
  palette,
  imageEmbedding,
  objects,
  cropEmbedding,
  ocr,
  imageQuality,
  language,
  safety,
  keyphrases,
  textEmbedding,
  textQuality,
  topics,
];

const byName: ReadonlyMap<SignalName, Extractor> = new Map(
  extractors.map((extractor) => [extractor.contract.name, extractor]),
);

/** The contracts of all signals, those that no extractor makes among them. */
export const signalContracts: readonly SignalContract[] = [
  videoContract,
  ...extractors.map(({ contract }) => contract),
  nearDuplicatesContract,
];

/** Signals that are computed item by item, in the order of computing. */
export const extractedSignals: readonly SignalName[] = signalContracts
  .map(({ name }) => name)
  .filter((name) => name !== nearDuplicatesContract.name);

export function contractOf(name: SignalName): SignalContract {
  const contract = signalContracts.find((candidate) => candidate.name === name);
  if (!contract) throw new TypeError(`The signal ${name} is not in the table of signals.`);
  return contract;
}

/** The extractor of a signal, or undefined for those made in another way. */
export function findExtractor(name: SignalName): SignalDefinition | undefined {
  return byName.get(name);
}

export function extractorOf(name: SignalName): SignalDefinition {
  const extractor = findExtractor(name);
  if (!extractor) throw new TypeError(`The signal ${name} has no extractor.`);
  return extractor;
}

/** Whether a signal is computed from pixels: once for each picture of an item. */
export function seesPictures(name: SignalName): boolean {
  return (findExtractor(name)?.rasters.length ?? 0) > 0;
}
