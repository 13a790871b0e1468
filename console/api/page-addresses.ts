import { z } from 'zod';
import type { Box } from '../../src/contracts/box.ts';
import { leastLambda, relatedModes } from '../../src/contracts/related.ts';
import { filtersInAddress, filtersSchema } from './filters.ts';

const words = z.string().max(10_000).optional().catch(undefined);

const flag = z
  .union([z.literal('true').transform(() => true), z.literal(true)])
  .optional()
  .catch(undefined);

/** Of a picture in the drawer. */
const pictureKey = z.coerce.number().int().min(1).optional().catch(undefined);

const boxPattern = /^(?:[01]|0?\.\d+)(?:,(?:[01]|0?\.\d+)){3}$/;

/**
 * `/search`: one of `q`, `item` and `picture` (the key of a dropped picture), the latter two with
 * `box`, or a mix in `part`; what narrows it, and what is shown of it.
 */
export const searchAddressSchema = filtersSchema
  .omit({ match: true, sort: true })
  .extend({
    q: words,
    item: words,
    picture: pictureKey,
    /** `x,y,w,h`, each 0..1. */
    box: z.string().regex(boxPattern).optional().catch(undefined),
    /** See `search-parts`. */
    part: filtersSchema.shape.facet,
    unsafe: flag,
    copies: flag,
    asTyped: flag,
    /** Whether it is shown how the results were found. */
    explain: flag,
  })
  .transform(({ facet, part, ...rest }) => ({
    ...rest,
    ...(facet.length > 0 ? { facet } : {}),
    ...(part.length > 0 ? { part } : {}),
  }));

export type SearchAddress = z.infer<typeof searchAddressSchema>;

/** `/item/{id}`: where in which list it was opened from. */
export const itemAddressSchema = filtersSchema
  .extend({ at: z.coerce.number().int().min(0).optional().catch(undefined) })
  .transform(({ at, ...filters }) => ({
    ...filtersInAddress(filters),
    ...(at === undefined ? {} : { at }),
  }));

/** `/duplicates`: the key of a picture that is checked. */
export const duplicatesAddressSchema = z.object({ picture: pictureKey });

/** Items that a trail goes back over, at most. */
export const longestTrail = 24;

/** `/related/{id}`: in which way, how mixed, and the items that were walked over, the first first. */
export const relatedAddressSchema = z
  .object({
    by: z.enum(relatedModes).optional().catch(undefined),
    /** With `by=complementary`: the field that says of which kind an item is. */
    kind: z.string().min(1).max(320).optional().catch(undefined),
    lambda: z.coerce.number().min(leastLambda).max(1).optional().catch(undefined),
    explain: flag,
    trail: filtersSchema.shape.facet.transform((ids) => ids.slice(-longestTrail)),
  })
  .transform(({ trail, ...rest }) => ({ ...rest, ...(trail.length > 0 ? { trail } : {}) }));

export type RelatedAddress = z.infer<typeof relatedAddressSchema>;

/** `/ads`: an item, or words and the key of a dropped picture, that ads are sought for. */
export const adsAddressSchema = z.object({
  item: words,
  q: words,
  picture: pictureKey,
  sensitive: flag,
  explain: flag,
});

export type AdsAddress = z.infer<typeof adsAddressSchema>;

/** The box that an address says, or undefined where it says none. */
export function boxOf(text: string | undefined): Box | undefined {
  if (text === undefined) return undefined;
  const [x = 0, y = 0, width = 0, height = 0] = text.split(',').map(Number);
  if (width <= 0 || height <= 0) return undefined;
  return { x, y, width: Math.min(width, 1 - x), height: Math.min(height, 1 - y) };
}

/** A page with a table: the column that it is ordered by, `-` before it where that falls. */
export const tableAddressSchema = z.object({
  order: z.string().max(40).optional().catch(undefined),
});

/** `/signals`: which of them, in which order. */
export const signalsAddressSchema = tableAddressSchema.extend({
  match: words,
  kind: z.string().max(40).optional().catch(undefined),
});

export type SignalsAddress = z.infer<typeof signalsAddressSchema>;

/** `/signals/{name}`: the version that is looked at; the live one where none is named. */
export const signalAddressSchema = z.object({
  version: z.coerce.number().int().min(1).optional().catch(undefined),
});

/**
 * `/jobs`: those of one signal or all; with `backfill`, the question what to compute is open, for
 * that version if one is named.
 */
export const jobsAddressSchema = tableAddressSchema.extend({
  signal: z.string().max(100).optional().catch(undefined),
  backfill: z.string().max(200).optional().catch(undefined),
});

export type JobsAddress = z.infer<typeof jobsAddressSchema>;
