import { z } from 'zod';
import { attributeValueSchema } from './item.ts';
import { contentTextSchema, mostPictures } from './online.ts';

/** Items that are sent to be read, rather than listed by a source. */

export const mostPosted = 1000;

const address = z
  .string()
  .min(1)
  .max(8192)
  .regex(/^https?:\/\/\S+$/i, 'Expected an http(s) address');

const textFields = contentTextSchema.omit({ language: true });

/** What is sent as fields of a form or of the address, beside the bytes. */
export const postedFieldsSchema = textFields.extend({
  id: z.string().min(1).max(1024),
});

export const postedItemSchema = postedFieldsSchema.extend({
  attributes: z.record(z.string().min(1).max(200), attributeValueSchema).optional(),
  /** Where its pictures are; the first is shown. */
  images: z.array(address).max(mostPictures).optional(),
  videos: z.array(address).max(mostPictures).optional(),
});
export type PostedItem = z.infer<typeof postedItemSchema>;

/** `POST /v1/items` with JSON. */
export const postItemsSchema = z.strictObject({
  items: z.array(postedItemSchema).min(1).max(mostPosted),
});

/** What became of posted items: they are in the catalogue, and their signals are being computed. */
export const postedSchema = z.object({
  /** The read that computes them: `/v1/runs/{run}`. */
  run: z.string(),
  /** Ids that are in the catalogue now. */
  taken: z.array(z.string()),
  /** How many of them are computed, since they are new or not as they were. */
  due: z.number().int(),
  /**
   * What is wrong with some: an id that is another's, an address that answers nothing. Which were
   * deleted is kept nowhere: their one problem has no id.
   */
  problems: z.array(z.object({ id: z.string().nullable(), code: z.string(), message: z.string() })),
});
export type Posted = z.infer<typeof postedSchema>;
