import { z } from 'zod';
import type { Box } from '../../src/contracts/box.ts';
import { filtersInAddress, filtersSchema } from './filters.ts';

const words = z.string().max(10_000).optional().catch(undefined);

const flag = z
  .union([z.literal('true').transform(() => true), z.literal(true)])
  .optional()
  .catch(undefined);

const boxPattern = /^(?:[01]|0?\.\d+)(?:,(?:[01]|0?\.\d+)){3}$/;

/** `/search`: one of `q`, `item` (with `box`) and `picture`, the key of a dropped picture. */
export const searchAddressSchema = z.object({
  q: words,
  item: words,
  picture: z.coerce.number().int().min(1).optional().catch(undefined),
  /** `x,y,w,h`, each 0..1. */
  box: z.string().regex(boxPattern).optional().catch(undefined),
  unsafe: flag,
});

export type SearchAddress = z.infer<typeof searchAddressSchema>;

/** `/item/{id}`: where in which list it was opened from. */
export const itemAddressSchema = filtersSchema
  .extend({ at: z.coerce.number().int().min(0).optional().catch(undefined) })
  .transform(({ at, ...filters }) => ({
    ...filtersInAddress(filters),
    ...(at === undefined ? {} : { at }),
  }));

/** The box that an address says, or undefined where it says none. */
export function boxOf(text: string | undefined): Box | undefined {
  if (text === undefined) return undefined;
  const [x = 0, y = 0, width = 0, height = 0] = text.split(',').map(Number);
  if (width <= 0 || height <= 0) return undefined;
  return { x, y, width: Math.min(width, 1 - x), height: Math.min(height, 1 - y) };
}
