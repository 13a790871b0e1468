import { z } from 'zod';

const several = z
  .union([z.array(z.string().max(80)).max(20), z.string().transform((one) => [one])])
  .optional()
  .catch(undefined);

/** `/home/{user}`: topics that the person chose, the seed of chance, and whether stages are shown. */
export const homeAddressSchema = z.object({
  topics: several,
  seed: z.coerce.number().int().min(0).max(0xffff_ffff).optional().catch(undefined),
  explain: z
    .union([z.literal('true').transform(() => true), z.literal(true)])
    .optional()
    .catch(undefined),
});
export type HomeAddress = z.infer<typeof homeAddressSchema>;
