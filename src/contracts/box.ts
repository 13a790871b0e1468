import { z } from 'zod';

/**
 * A rectangle relative to the upright image: every number is a share of its width or height in
 * 0..1, the origin is the top left corner.
 */
export const boxSchema = z.object({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  width: z.number().min(0).max(1),
  height: z.number().min(0).max(1),
});

export type Box = z.infer<typeof boxSchema>;
