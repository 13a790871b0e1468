import { z } from 'zod';
import type { SignalContract } from '../contracts/signal.ts';
import { isSignalRef, refOf, versionOf, type SignalRef } from '../contracts/signal-ref.ts';
import { signalValues, type SignalName } from '../contracts/values.ts';
import { dimensionsOf } from '../contracts/vector.ts';
import type { SignalDefinition } from './definition.ts';
import type { Recipe } from './recipes/recipe.ts';

export type Extractor = { [Name in SignalName]: SignalDefinition<Name> }[SignalName];

/**
 * The versions of signals that an installation knows: those of the program, and those made there
 * from models by recipes. A value, so that two installations in one process never mix.
 */
export interface SignalRegistry {
  /** The contracts of all versions of all signals, those that no extractor makes among them. */
  readonly contracts: readonly SignalContract[];
  /** Every version, in the order of computing. */
  readonly refs: readonly SignalRef[];
  findContract(ref: SignalRef): SignalContract | undefined;
  /** @throws TypeError Of a version that is not in the registry. */
  contractOf(ref: SignalRef): SignalContract;
  /** Every version of a signal that can be computed here, the oldest first. */
  versionsOf(name: SignalName): readonly SignalContract[];
  /** The version that is live until another is promoted. */
  initialVersionOf(name: SignalName): SignalRef;
  /** The schema of the values of a version: versions of one signal may differ in dims. */
  schemaOf(ref: SignalRef): z.ZodObject;
  /** The dimensions of an embedding; undefined of a version whose values are no vectors. */
  dimsOf(ref: SignalRef): number | undefined;
  /** The extractor of a version, or undefined for those made in another way. */
  findExtractor(ref: SignalRef): SignalDefinition | undefined;
  /** @throws TypeError Of a version without. */
  extractorOf(ref: SignalRef): SignalDefinition;
  /** Whether a version is computed from pixels: once for each picture of an item. */
  seesPictures(ref: SignalRef): boolean;
  /** The embedding whose space the vectors of a version lie in: its own, but for crops of pictures. */
  spaceOf(ref: SignalRef): SignalRef;
  /** These versions and all that they are computed from, in the order of computing. */
  withInputs(refs: readonly SignalRef[]): readonly SignalRef[];
  /** The recipe that a version was made by; undefined for those of the program. */
  recipeOf(ref: SignalRef): Recipe | undefined;
  /** The recipes that another thread needs to know these versions. */
  recipesOf(refs: readonly SignalRef[]): readonly Recipe[];
}

/** What a registry is made of, each in the order of computing. */
export interface Definitions {
  readonly contracts: readonly SignalContract[];
  readonly extractors: readonly Extractor[];
  readonly recipes: readonly Recipe[];
}

export function createRegistry({ contracts, extractors, recipes }: Definitions): SignalRegistry {
  const byRef = new Map<string, SignalContract>(
    contracts.map((each) => [refOfContract(each), each]),
  );
  const extractorByRef = new Map<string, Extractor>(
    extractors.map((extractor) => [refOfContract(extractor.contract), extractor]),
  );
  const recipeByRef = new Map<string, Recipe>(
    recipes.map((recipe) => [refOf(recipe.signal, recipe.version), recipe]),
  );
  const refs = contracts.map(refOfContract);
  const contractOf = (ref: SignalRef) => {
    const contract = byRef.get(ref);
    if (!contract) throw new TypeError(`${ref} is not in the registry of signals.`);
    return contract;
  };
  const versionsOf = (name: SignalName) =>
    contracts
      .filter((contract) => contract.name === name)
      .toSorted((a, b) => a.version - b.version);
  const schemaOf = (ref: SignalRef) => {
    const schema: unknown = extractorByRef.get(ref)?.schema ?? signalValues[versionOf(ref).name];
    if (schema instanceof z.ZodObject) return schema;
    throw new TypeError(`The values of ${ref} are no objects.`);
  };
  return {
    contracts,
    refs,
    findContract: (ref) => byRef.get(ref),
    contractOf,
    versionsOf,
    initialVersionOf(name) {
      const [first] = versionsOf(name);
      if (!first) throw new TypeError(`The signal ${name} is not in the registry of signals.`);
      return refOfContract(first);
    },
    schemaOf,
    dimsOf(ref) {
      const { vector } = schemaOf(ref).shape;
      return vector === undefined ? undefined : dimensionsOf(vector);
    },
    findExtractor: (ref) => extractorByRef.get(ref),
    extractorOf(ref) {
      const extractor = extractorByRef.get(ref);
      if (!extractor) throw new TypeError(`${ref} has no extractor.`);
      return extractor;
    },
    seesPictures: (ref) => (extractorByRef.get(ref)?.rasters.length ?? 0) > 0,
    spaceOf: (ref) => contractOf(ref).space ?? ref,
    withInputs(wantedRefs) {
      const wanted = new Set<string>();
      const want = (ref: SignalRef) => {
        if (wanted.has(ref)) return;
        wanted.add(ref);
        for (const input of byRef.get(ref)?.inputs ?? []) if (isSignalRef(input)) want(input);
      };
      for (const ref of wantedRefs) want(ref);
      return refs.filter((ref) => wanted.has(ref) && !isOfTheCatalogue(contractOf(ref)));
    },
    recipeOf: (ref) => recipeByRef.get(ref),
    recipesOf: (wanted) => wanted.flatMap((ref) => recipeByRef.get(ref) ?? []),
  };
}

export function refOfContract({ name, version }: SignalContract): SignalRef {
  return refOf(name, version);
}

/** Clusters are made of the whole catalogue; all else is computed item by item. */
function isOfTheCatalogue({ kind }: SignalContract): boolean {
  return kind === 'cluster';
}
