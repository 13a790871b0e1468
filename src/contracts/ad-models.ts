import { z } from 'zod';
import { relevanceModelSchema } from './ads.ts';

/** `GET /v1/ads/models`: the models that ads were scored by. */
export const adModelsSchema = z.object({
  /** The version of the model that scores are made by now. */
  inUse: z.number(),
  /** The oldest first: 1 is the program's own, others were fitted here. */
  models: z.array(
    relevanceModelSchema.extend({
      version: z.number(),
      /** Null of the program's own. */
      fittedAt: z.iso.datetime().nullable(),
    }),
  ),
  /** When which was taken into use, the latest first; before the first of them it was 1. */
  uses: z.array(z.object({ version: z.number(), at: z.iso.datetime() })),
});
export type AdModels = z.infer<typeof adModelsSchema>;

/** `POST /v1/ads/models/use` */
export const useAdModelSchema = z.strictObject({ version: z.number().int().min(1).max(1e9) });
