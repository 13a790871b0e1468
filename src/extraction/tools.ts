import { openModelByName } from '../models/open.ts';
import { batchedModel, type BatchSettings } from '../runtime/batched-model.ts';
import type { Model } from '../runtime/model.ts';
import type { Tools } from '../signals/definition.ts';

/**
 * Makes tools for one unit after another; models are loaded at first use and kept.
 *
 * @param batch How runs of several units at once are joined.
 * @param onBatch Told how many runs each batch joined.
 */
export function createToolbox(
  modelsFolder: string,
  batch: BatchSettings,
  onBatch: (size: number) => void,
): () => Tools {
  const models = new Map<string, Promise<Model>>();
  const model = (name: string) => {
    const known =
      models.get(name) ??
      openModelByName(name, modelsFolder).then((loaded) => batchedModel(loaded, batch, onBatch));
    models.set(name, known);
    // A model that could not be loaded is tried again by the next unit, not remembered as broken.
    known.catch(() => models.delete(name));
    return known;
  };
  return () => {
    const computed = new Map<string, Promise<unknown>>();
    return {
      model,
      once<T>(key: string, compute: () => Promise<T>): Promise<T> {
        const known = computed.get(key) ?? compute();
        computed.set(key, known);
        return known as Promise<T>;
      },
    };
  };
}
