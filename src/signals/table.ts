import { z } from 'zod';
import type { SignalContract } from '../contracts/signal.ts';
import { isSignalRef, refOf, versionOf, type SignalRef } from '../contracts/signal-ref.ts';
import { signalValues, type SignalName } from '../contracts/values.ts';
import { cropEmbedding, cropEmbedding2 } from './crop-embedding.ts';
import type { SignalDefinition } from './definition.ts';
import { imageEmbedding, imageEmbedding2 } from './image-embedding.ts';
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
  imageEmbedding2,
  objects,
  cropEmbedding,
  cropEmbedding2,
  ocr,
  imageQuality,
  language,
  safety,
  keyphrases,
  textEmbedding,
  textQuality,
  topics,
];

/** The contracts of all versions of all signals, those that no extractor makes among them. */
export const signalContracts: readonly SignalContract[] = [
  videoContract,
  ...extractors.map(({ contract }) => contract),
  nearDuplicatesContract,
];

const contracts: ReadonlyMap<string, SignalContract> = new Map(
  signalContracts.map((contract) => [refOfContract(contract), contract]),
);

const byRef: ReadonlyMap<string, Extractor> = new Map(
  extractors.map((extractor) => [refOfContract(extractor.contract), extractor]),
);

/** Versions that are computed item by item, in the order of computing. */
export const extractedVersions: readonly SignalRef[] = signalContracts
  .map(refOfContract)
  .filter((ref) => ref !== refOfContract(nearDuplicatesContract));

export function refOfContract({ name, version }: SignalContract): SignalRef {
  return refOf(name, version);
}

export function findContract(ref: SignalRef): SignalContract | undefined {
  return contracts.get(ref);
}

export function contractOf(ref: SignalRef): SignalContract {
  const contract = contracts.get(ref);
  if (!contract) throw new TypeError(`${ref} is not in the table of signals.`);
  return contract;
}

/** Every version of a signal that this program can compute, the oldest first. */
export function versionsOf(name: SignalName): readonly SignalContract[] {
  return signalContracts
    .filter((contract) => contract.name === name)
    .toSorted((a, b) => a.version - b.version);
}

/** The version that is live until another is promoted. */
export function initialVersionOf(name: SignalName): SignalRef {
  const [first] = versionsOf(name);
  if (!first) throw new TypeError(`The signal ${name} is not in the table of signals.`);
  return refOfContract(first);
}

/** The schema of the values of a version: versions of one signal may differ in dims. */
export function schemaOf(ref: SignalRef): z.ZodObject {
  const schema: unknown = byRef.get(ref)?.schema ?? signalValues[versionOf(ref).name];
  if (schema instanceof z.ZodObject) return schema;
  throw new TypeError(`The values of ${ref} are no objects.`);
}

/** The extractor of a version, or undefined for those made in another way. */
export function findExtractor(ref: SignalRef): SignalDefinition | undefined {
  return byRef.get(ref);
}

export function extractorOf(ref: SignalRef): SignalDefinition {
  const extractor = findExtractor(ref);
  if (!extractor) throw new TypeError(`${ref} has no extractor.`);
  return extractor;
}

/** Whether a version is computed from pixels: once for each picture of an item. */
export function seesPictures(ref: SignalRef): boolean {
  return (findExtractor(ref)?.rasters.length ?? 0) > 0;
}

/** The embedding whose space the vectors of a version lie in: its own, but for crops of pictures. */
export function spaceOf(ref: SignalRef): SignalRef {
  return contractOf(ref).space ?? ref;
}

/** These versions and all that they are computed from, in the order of computing. */
export function withInputs(refs: readonly SignalRef[]): readonly SignalRef[] {
  const wanted = new Set<string>();
  const want = (ref: SignalRef) => {
    if (wanted.has(ref)) return;
    wanted.add(ref);
    for (const input of findContract(ref)?.inputs ?? []) if (isSignalRef(input)) want(input);
  };
  for (const ref of refs) want(ref);
  return extractedVersions.filter((ref) => wanted.has(ref));
}

/** What signals read besides items, where it is not the program's own: a change makes all items due. */
export function settingsOfSignals(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    extractors.flatMap(({ contract, settings }) => {
      const digest = settings?.();
      return digest === undefined ? [] : [[refOfContract(contract), digest]];
    }),
  );
}
