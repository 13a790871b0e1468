import type { SignalRef } from '../../contracts/signal-ref.ts';
import { findModelFolder } from '../../models/open.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import type { ModelDigests } from './entry.ts';

/** The digests of the models that a version and all that it builds on are made with. */
export interface ModelRegister {
  of(ref: SignalRef, registry: SignalRegistry): Promise<ModelDigests>;
}

/**
 * @param load Brings models into the threads, which make those that are not there yet: that takes
 *   seconds of a core and is nothing for the thread that answers requests.
 */
export function createModelRegister(
  modelsFolder: string,
  load: (names: readonly string[]) => Promise<void>,
): ModelRegister {
  const digests = new Map<string, Promise<string>>();
  const digestOfModel = async (name: string, loaded: Promise<void>): Promise<string> => {
    await loaded;
    return (await findModelFolder(name, modelsFolder)).manifest.onnx.digest;
  };
  return {
    async of(ref, registry) {
      const names = namesOfModels([ref], registry);
      const unknown = names.filter((name) => !digests.has(name));
      const loaded = unknown.length === 0 ? Promise.resolve() : load(unknown);
      for (const name of unknown) {
        const digest = digestOfModel(name, loaded);
        digests.set(name, digest);
        digest.catch(() => digests.delete(name));
      }
      const known = names.map(async (name) => [name, (await digests.get(name)) ?? ''] as const);
      return Object.fromEntries(await Promise.all(known));
    },
  };
}

/** The names of all models that these versions and all that they build on are made with, sorted. */
export function namesOfModels(refs: readonly SignalRef[], registry: SignalRegistry): string[] {
  const names = registry.withInputs(refs).flatMap((ref) => registry.contractOf(ref).models);
  return [...new Set(names)].toSorted();
}
