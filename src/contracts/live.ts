import { z } from 'zod';

const percentilesSchema = z.object({
  count: z.number().int(),
  p50: z.number(),
  p90: z.number(),
  p99: z.number(),
  max: z.number(),
});

/**
 * Why a request for signals was not answered with them; `gone`: the client went before the answer.
 */
export const refusalReasons = [
  'too-many-in-hand',
  'overloaded',
  'deadline-passed',
  'gone',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

const counts = z.record(z.string(), z.number().int());

/** `GET /v1/live`: how computing signals on request goes in the process that answers. */
export const liveSchema = z.object({
  /** `cold` before models were loaded, which the first requests then wait for. */
  state: z.enum(['cold', 'warming', 'ready']),
  /** ISO 8601: since when is counted. */
  since: z.string(),
  threads: z.number().int(),
  /** Answered from what was kept, `cached`, or joined with the same request under way, `joined`. */
  requests: z.object({
    inHand: z.number().int(),
    answered: z.number().int(),
    cached: z.number().int(),
    joined: z.number().int(),
    degraded: z.number().int(),
    failed: z.number().int(),
    refused: z.record(z.enum(refusalReasons), z.number().int()),
  }),
  /** Milliseconds, of the last minute: whole requests, waiting for threads, and in the threads. */
  latency: z.object({
    request: percentilesSchema,
    wait: percentilesSchema,
    compute: percentilesSchema,
  }),
  queue: z.object({
    waiting: z.number().int(),
    running: z.number().int(),
    /** What a request would wait now, as it is thought. */
    waitMs: z.number(),
  }),
  /** Runs of models by how many units each joined: `{"1": 840, "4": 12}`. */
  batches: counts,
  /** Values of versions found kept or not. */
  cache: z.object({
    memoryHits: z.number().int(),
    diskHits: z.number().int(),
    misses: z.number().int(),
    memoryBytes: z.number().int(),
    memoryEntries: z.number().int(),
    diskBytes: z.number().int(),
  }),
  /** Values computed, by version. */
  computed: counts,
  /** How late timers of this process come, in milliseconds, since it was last asked; zeros at first. */
  eventLoop: z.object({ p50: z.number(), p99: z.number(), max: z.number() }),
  rssBytes: z.number().int(),
  /** Models run by the Open Inference Protocol, over HTTP and gRPC, in a queue of their own. */
  inference: z.object({
    waiting: z.number().int(),
    running: z.number().int(),
    answered: z.number().int(),
    failed: z.number().int(),
    refused: z.number().int(),
  }),
});
export type Live = z.infer<typeof liveSchema>;

/** `GET /v1/health/ready` */
export const readySchema = z.object({ ready: z.boolean() });
