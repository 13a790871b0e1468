import { z } from 'zod';

export const digestParamsSchema = z.object({ digest: z.string().regex(/^[0-9a-f]{64}$/) });

/** People's bytes: never run as a page, never taken for another type, the same for ever. */
export const mediaHeaders = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, max-age=31536000, immutable',
} as const;
