import { z } from 'zod';
import { searchResultsSchema } from './api.ts';

/**
 * In which way items are related to one: they look like it, they are about what it is about, they go
 * with it without being of its kind, or any of the first two as well as what people used with it.
 */
export const relatedModes = ['look', 'topic', 'complementary', 'all'] as const;
export type RelatedMode = (typeof relatedModes)[number];

/** Bounds of `lambda`: 1 is only the order there is; below the least, difference would be all. */
export const leastLambda = 0.3;
export const usualLambda = 0.8;

/** `GET /v1/related/{id}?by=complementary&lambda=0.7&facet=language:en&explain=true` */
export const relatedQuerySchema = z.object({
  by: z.enum(relatedModes).default('all'),
  /** How much the order counts against how different the results are from each other. */
  lambda: z.coerce.number().min(leastLambda).max(1).default(usualLambda),
  /**
   * With `by=complementary`: the field of facets that says of which kind an item is, as
   * `attribute.category`. Kinds are then told by it as well as by topics and objects.
   */
  kind: z.string().min(1).max(320).optional(),
  /** Only items that match these, as for `GET /v1/items`. */
  facet: z
    .union([z.string().transform((facet) => [facet]), z.array(z.string()).max(100)])
    .default([]),
  minQuality: z.coerce.number().min(0).max(1).optional(),
  maxQuality: z.coerce.number().min(0).max(1).optional(),
  explain: z.stringbool().default(false),
  limit: z.coerce.number().int().min(1).max(500).default(24),
});
export type RelatedQuery = z.infer<typeof relatedQuerySchema>;

export const relatedResultsSchema = searchResultsSchema.extend({
  by: z.enum(relatedModes),
  lambda: z.number(),
});
export type RelatedResults = z.infer<typeof relatedResultsSchema>;
