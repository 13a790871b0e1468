import { z } from 'zod';

/** Minutes that charts go back. */
export const liveMinutes = [2, 10] as const;
export type LiveMinutes = (typeof liveMinutes)[number];

/** `/live`: how far back, and the one route whose requests are drawn; all without. */
export const liveAddressSchema = z.object({
  minutes: z.coerce.number().pipe(z.literal(liveMinutes)).optional().catch(undefined),
  route: z.string().max(300).optional().catch(undefined),
});
export type LiveAddress = z.infer<typeof liveAddressSchema>;
