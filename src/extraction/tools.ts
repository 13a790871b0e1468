import { openModelByName } from '../models/open.ts';
import type { Model } from '../runtime/model.ts';
import type { Tools } from '../signals/definition.ts';

/** Makes tools for one unit after another; models are loaded at first use and kept. */
export function createToolbox(modelsFolder: string): () => Tools {
  const models = new Map<string, Promise<Model>>();
  const model = (name: string) => {
    const known = models.get(name) ?? openModelByName(name, modelsFolder);
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
