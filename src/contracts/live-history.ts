import { z } from 'zod';

const count = z.number().int();

const requestsSchema = z.object({
  requests: count,
  /** Of them answered with 4xx, and with 5xx. */
  refused: count,
  failed: count,
  /** Milliseconds from the head of a request to the end of its answer. */
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
});

/** What happened in one step of time. */
export const liveStepSchema = z.object({
  /** Steps of a process are numbered from 1, without gaps. */
  number: count,
  /** ISO 8601: its end. */
  at: z.string(),
  seconds: z.number(),
  /** All requests but those of who watches, which say nothing of who uses it. */
  all: requestsSchema,
  /** Those of which there were any, by method and address: `POST /v1/signals`. */
  routes: z.array(requestsSchema.extend({ route: z.string() })),
  /** Requests to compute signals, as in `GET /v1/live`. */
  online: z.object({
    answered: count,
    cached: count,
    joined: count,
    degraded: count,
    failed: count,
    refused: count,
  }),
  /** The most that waited at once, as seen whenever a request ended; what ran at the end. */
  queue: z.object({ waiting: count, running: count }),
  /** Runs of models by how many units each joined. */
  batches: z.record(z.string(), count),
  cache: z.object({ memoryHits: count, diskHits: count, misses: count }),
  /** The share of the time that the event loop worked, 0..1. */
  busy: z.number(),
  /** How late its timers came, in milliseconds; null where nobody had looked for a while. */
  eventLoop: z.object({ p50: z.number(), p99: z.number(), max: z.number() }).nullable(),
  rssBytes: count,
});
export type LiveStep = z.infer<typeof liveStepSchema>;

/** `GET /v1/live/history?after=120`: steps of a number above this; all that are kept without. */
export const liveHistoryQuerySchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
});

/** `GET /v1/live/history`: the last minutes of the process that answers, the oldest step first. */
export const liveHistorySchema = z.object({
  /** ISO 8601: since when steps are numbered. Where it is another, the process is. */
  since: z.string(),
  stepSeconds: z.number(),
  /** How many steps are kept. */
  room: count,
  steps: z.array(liveStepSchema),
});
export type LiveHistory = z.infer<typeof liveHistorySchema>;
