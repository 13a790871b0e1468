import type { Encoders } from '../../contracts/encoders.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import { listEncoders, originOf } from '../../models/hub/find-encoder.ts';
import type { RecipeSignal } from '../../signals/recipes/recipe.ts';
import { poolingsOf } from './poolings.ts';
import { usersOfModel } from './users-of-model.ts';

/**
 * The encoders of this machine that take what a signal is made of: those that `addVersion` may make
 * a version of it by. That they can be run is tried there.
 *
 * @throws model error `digest-mismatch`
 */
export async function encodersFor(
  signal: RecipeSignal,
  versions: Versions,
  modelsDir: string,
): Promise<Encoders> {
  const kind = signal === 'text_embedding' ? 'text' : 'image';
  const fitting = (await listEncoders(modelsDir)).filter(({ spec }) => spec.kind === kind);
  return {
    encoders: fitting.map(({ folder: { manifest }, spec }) => ({
      model: manifest.name,
      origin: originOf(manifest),
      licence: manifest.licence,
      sizeBytes: manifest.onnx.sizeBytes,
      poolings: [...poolingsOf(spec)],
      makes: [...usersOfModel(manifest.name, versions)],
    })),
  };
}
