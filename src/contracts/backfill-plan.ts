import { z } from 'zod';
import { isSignalRef, type SignalRef } from './signal-ref.ts';

/** Changes with the form of the file: a program refuses a plan of another. */
export const planSchemaName = 'understory.backfill-plan/1';

/**
 * A backfill as a file, for those who run shards by other means than our workers: Kubernetes
 * indexed jobs, AWS Batch, Ray, Spark. `items` of positions `from` to `to` of the catalogue, both
 * included, are a shard.
 */
export const planFileSchema = z.object({
  schema: z.literal(planSchemaName),
  /** The job, in the database of the installation that planned it. */
  job: z.uuid(),
  ref: z.custom<SignalRef>((text) => typeof text === 'string' && isSignalRef(text), {
    error: 'expected a version of a signal, such as ocr@2',
  }),
  /** Digest of the contract and settings that it was planned for. */
  definition: z.string().regex(/^[0-9a-f]{64}$/),
  items: z.number().int().min(0),
  bytes: z.number().int().min(0),
  shards: z.array(
    z.object({
      number: z.number().int().min(0),
      from: z.number().int().min(0),
      to: z.number().int().min(0),
      items: z.number().int().min(1),
    }),
  ),
});
export type PlanFile = z.infer<typeof planFileSchema>;
