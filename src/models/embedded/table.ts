import { centernet, centernetFeatures } from './centernet.ts';
import { mobilenetV2Nsfw } from './mobilenet-v2-nsfw.ts';
import { ppocrV4Cls, ppocrV4Det, ppocrV4Rec } from './ppocr-v4.ts';
import type { EmbeddedModel } from './recipe.ts';
import { useLite } from './use-lite.ts';

/** The models that this program makes from what npm packages carry, by name. */
export const embeddedModels: ReadonlyMap<string, EmbeddedModel> = new Map(
  [centernet, centernetFeatures, mobilenetV2Nsfw, ppocrV4Cls, ppocrV4Det, ppocrV4Rec, useLite].map(
    (model) => [model.name, model],
  ),
);
