import { ok, type Outcome } from '../../contracts/outcome.ts';
import type { RasterName, Rasters } from '../../contracts/raster.ts';
import type { SignalValue } from '../../contracts/values.ts';
import { encodeImage } from '../../models/hub/encode-image.ts';
import type { Tools } from '../definition.ts';
import { rasterOf } from '../vision/raster-of.ts';
import type { RecipeOf } from './recipe.ts';
import { openRecipeModel } from './recipe-model.ts';

/**
 * The raster that encoders prepare their input from: larger than any of theirs, of the picture's own
 * aspect. One that every decode makes, since another set of rasters would change pixels of all signals.
 */
export const encoderRasters = ['view1280'] as const satisfies readonly RasterName[];

/** Embeds a picture, or a part of one, by the encoder of a recipe. */
export async function encodeView(
  rasters: Rasters,
  { model, encoder }: Pick<RecipeOf<'image_embedding' | 'crop_embedding'>, 'model' | 'encoder'>,
  tools: Pick<Tools, 'model'>,
): Promise<Outcome<SignalValue<'image_embedding'>>> {
  const view = rasterOf(rasters, 'view1280');
  const vector = await encodeImage(await openRecipeModel(model, tools), view, encoder);
  return ok({ vector: Array.from(vector) });
}
