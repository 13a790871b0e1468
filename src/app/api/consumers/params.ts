import { z } from 'zod';

/** Of an address that names a consumer, whether there is one or not. */
export const consumerParamsSchema = z.object({ name: z.string().min(1).max(100) });
