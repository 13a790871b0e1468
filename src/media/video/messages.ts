import { z } from 'zod';
import { faults } from '../../base/errors.ts';
import type { VideoLimits } from './limits.ts';

/** What the decoder's process is asked. */
export type DecoderRequest =
  | { readonly kind: 'read'; readonly path: string; readonly limits: VideoLimits }
  | {
      readonly kind: 'frame';
      readonly path: string;
      readonly seconds: number;
      readonly limits: VideoLimits;
    };

/** What the decoder's process answers; it is asked one thing at a time. */
export const decoderAnswerSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok'), value: z.unknown() }),
  z.object({
    status: z.literal('failed'),
    fault: z.enum(faults),
    code: z.string(),
    message: z.string(),
  }),
]);

export type DecoderAnswer = z.infer<typeof decoderAnswerSchema>;

/** The exit code of a decoder's process that used more memory than it may. */
export const outOfMemoryExit = 70;
