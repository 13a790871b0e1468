import { z } from 'zod';

/** What an attribute of an item may hold. Dates are ISO 8601 strings. */
export const attributeValueSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
]);

export type AttributeValue = z.infer<typeof attributeValueSchema>;

export const itemTextSchema = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()),
});

/** The text fields of an item. An item without text has no title, no description and no tags. */
export type ItemText = z.infer<typeof itemTextSchema>;

export const mediumSchema = z.enum(['image', 'video']);

export type Medium = z.infer<typeof mediumSchema>;

export const assetSchema = z.object({
  /** SHA-256 of the bytes, 64 hex digits: the asset's address among the blobs. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  medium: mediumSchema,
  sizeBytes: z.number().int().min(0),
  /** Where the source had it: a path or a URL; for people, never opened again. */
  origin: z.string(),
});

export type Asset = z.infer<typeof assetSchema>;

export const itemSchema = z.object({
  id: z.string().min(1).max(1024),
  assets: z.array(assetSchema),
  text: itemTextSchema,
  attributes: z.record(z.string(), attributeValueSchema),
});

/** One piece of content: an id, assets, text fields and attributes. */
export type Item = z.infer<typeof itemSchema>;
