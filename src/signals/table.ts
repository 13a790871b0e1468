import { isSignalRef } from '../contracts/signal-ref.ts';
import { cropEmbedding, cropEmbedding2 } from './crop-embedding.ts';
import { imageEmbedding, imageEmbedding2 } from './image-embedding.ts';
import { imageQuality } from './image-quality.ts';
import { keyphrases } from './keyphrases.ts';
import { language } from './language.ts';
import { nearDuplicatesContract } from './near-duplicates.ts';
import { objects } from './objects.ts';
import { ocr } from './ocr.ts';
import { palette } from './palette.ts';
import { perceptualHash } from './perceptual-hash.ts';
import { definitionBy } from './recipes/define.ts';
import { refOfRecipe, type Recipe } from './recipes/recipe.ts';
import { createRegistry, refOfContract, type Extractor, type SignalRegistry } from './registry.ts';
import { safety } from './safety.ts';
import { textEmbedding } from './text-embedding.ts';
import { textQuality } from './text-quality.ts';
import { topics } from './topics.ts';
import { videoContract } from './video.ts';

/** Every extractor of the program, each after those whose values it needs. To add a signal, add its line. */
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

/**
 * Registries that were made of late, by their recipes: making one takes as long as the query that the
 * recipes come from, and every request asks for the same.
 */
const madeOfLate = new Map<string, SignalRegistry>();
const mostKept = 16;

/** The versions of the program alone. */
export const builtInSignals: SignalRegistry = signalsWith([]);

/**
 * The versions of the program and those that recipes make, each after the others of its signal. A
 * recipe is older than a version of its number that the program brings later: that one, and what it
 * is the ground of, are left out where values of the recipe's may be stored.
 */
export function signalsWith(recipes: readonly Recipe[]): SignalRegistry {
  const key = JSON.stringify(recipes);
  const registry = madeOfLate.get(key) ?? makeRegistry(recipes);
  madeOfLate.delete(key);
  madeOfLate.set(key, registry);
  const [oldest] = madeOfLate.keys();
  if (madeOfLate.size > mostKept && oldest !== undefined) madeOfLate.delete(oldest);
  return registry;
}

function makeRegistry(recipes: readonly Recipe[]): SignalRegistry {
  const taken = new Set<string>(recipes.map(refOfRecipe));
  const own = extractors.filter(
    ({ contract }) =>
      !taken.has(refOfContract(contract)) &&
      !(contract.space && taken.has(contract.space)) &&
      !contract.inputs.some((input) => isSignalRef(input) && taken.has(input)),
  );
  const made = recipes.map(definitionBy);
  const ordered = own.flatMap((extractor, at) => {
    const { name } = extractor.contract;
    const isLast = !own.slice(at + 1).some(({ contract }) => contract.name === name);
    return isLast
      ? [extractor, ...made.filter(({ contract }) => contract.name === name)]
      : [extractor];
  });
  return createRegistry({
    contracts: [videoContract, ...ordered.map(({ contract }) => contract), nearDuplicatesContract],
    extractors: ordered,
    recipes,
  });
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
