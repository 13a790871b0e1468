import { z } from 'zod';
import { cardSchema } from './api.ts';
import { versionStates } from './changes.ts';
import { checkResultSchema, expectationSchema } from './expectation.ts';

/** The JSON of signals, their versions and contracts. Times are ISO 8601. */

/** How much of the catalogue a version had computed at a moment, and how long it took. */
export const metricsSampleSchema = z.object({
  at: z.string(),
  /** In the catalogue. */
  items: z.number(),
  ok: z.number(),
  abstained: z.number(),
  failed: z.number(),
  /** Share of the items that have a row, 0..1. */
  coverage: z.number(),
  /** Seconds from an item's reading to its computing, or to now where it waits; null without items. */
  freshnessP50Seconds: z.number().nullable(),
  freshnessP99Seconds: z.number().nullable(),
});
export type MetricsSample = z.infer<typeof metricsSampleSchema>;

const versionSummarySchema = z.object({
  version: z.number(),
  /** `2.0.0` */
  semanticVersion: z.string(),
  state: z.enum(versionStates),
  since: z.string().nullable(),
  endOfLife: z.string().nullable(),
  /** The last sample; null where none was taken. */
  metrics: metricsSampleSchema.nullable(),
  /** CPU seconds of 1,000 items, measured; null where none was computed. */
  cpuSecondsPer1000: z.number().nullable(),
});

/** `GET /v1/signals` */
export const signalsSchema = z.object({
  signals: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      owner: z.string(),
      /** The version that is read where none is named. */
      live: z.number(),
      cost: z.enum(['cheap', 'moderate', 'dear']),
      inputs: z.array(z.string()),
      /** When a pointer or version of it last changed; null where none did. */
      lastChangeAt: z.string().nullable(),
      versions: z.array(versionSummarySchema),
      /** Samples of the live version, the oldest first. */
      samples: z.array(metricsSampleSchema),
      /** Consumers that read it in the last 30 days and their reads, this installation's own left out. */
      readers: z.number(),
      reads: z.number(),
    }),
  ),
});
export type Signals = z.infer<typeof signalsSchema>;

export const lineageSchema = z.object({
  nodes: z.array(
    z.object({ id: z.string(), kind: z.enum(['source', 'asset', 'field', 'model', 'signal']) }),
  ),
  edges: z.array(z.object({ from: z.string(), to: z.string() })),
});
export type Lineage = z.infer<typeof lineageSchema>;
export type LineageNode = Lineage['nodes'][number];

/** A check of an expectation or promise, of a shard that failed it or of a whole table. */
export const recordedCheckSchema = checkResultSchema.omit({ expected: true }).extend({
  version: z.number(),
  at: z.string(),
  scope: z.enum(['shard', 'table']),
});
export type RecordedCheck = z.infer<typeof recordedCheckSchema>;

export const versionContractSchema = versionSummarySchema.extend({
  ref: z.string(),
  kind: z.string(),
  meaning: z.string(),
  range: z.string(),
  owner: z.string(),
  cost: z.enum(['cheap', 'moderate', 'dear']),
  inputs: z.array(z.string()),
  models: z.array(z.string()),
  /** What two values are compared by: `cosine`, `hamming`; null where they are not compared. */
  metric: z.string().nullable(),
  /** By path. */
  units: z.record(z.string(), z.string()),
  /** The embedding that its vectors are comparable with; null for what is none. */
  space: z.string().nullable(),
  /** JSON schema of its values. */
  schema: z.record(z.string(), z.unknown()),
  promises: z.object({
    coverage: z.number(),
    freshnessSeconds: z.number(),
    lookupMs: z.number(),
  }),
  /** Look-ups of one item that servers answered in the last 24 hours; null where there were none. */
  lookups: z
    .object({
      count: z.number(),
      p50Ms: z.number(),
      p99Ms: z.number(),
      /** Whether `promises.lookupMs` holds for 99 of 100. */
      kept: z.boolean(),
    })
    .nullable(),
  expectations: z.array(
    z.object({
      name: z.string(),
      expected: z.string(),
      expectation: expectationSchema,
      /** By the hour, the oldest first: rows that shards wrote and how many were not as expected. */
      history: z.array(z.object({ at: z.string(), rows: z.number(), failing: z.number() })),
    }),
  ),
  changelog: z.array(z.object({ minor: z.number(), on: z.string(), what: z.string() })),
  /** Who says that they use it; `version` null: whichever is live. */
  consumers: z.array(
    z.object({ consumer: z.string(), owner: z.string(), version: z.number().nullable() }),
  ),
  /** The last checks, the newest first. */
  checks: z.array(recordedCheckSchema),
  /** Samples, the oldest first. */
  samples: z.array(metricsSampleSchema),
});
export type VersionContract = z.infer<typeof versionContractSchema>;

/** `GET /v1/signals/{name}` */
export const signalDetailSchema = z.object({
  name: z.string(),
  live: z.number(),
  versions: z.array(versionContractSchema),
  /** Of all its versions. */
  lineage: lineageSchema,
  /** Every change of the live version, the oldest first. */
  pointer: z.array(
    z.object({
      kind: z.enum(['promote', 'rollback']),
      from: z.number(),
      to: z.number(),
      by: z.string(),
      at: z.string(),
    }),
  ),
  /** The version that rolling back makes live; null where there is none. */
  previous: z.number().nullable(),
  /** The items of failing examples that are still in the catalogue. */
  cards: z.array(cardSchema),
});
export type SignalDetail = z.infer<typeof signalDetailSchema>;

/** `GET /v1/signals/{name}/contract?version=`: ODCS 3.1.0, as YAML with `Accept: application/yaml`. */
export const contractQuerySchema = z.object({
  version: z.coerce.number().int().min(1).optional(),
});

/** How the tokens of an encoder become one vector; an output that is a vector has `none`. */
export const poolings = ['none', 'first', 'mean', 'spatial-mean'] as const;

/** `POST /v1/signals/{name}/versions`: a version that a model makes. */
export const addVersionRequestSchema = z.object({
  version: z.number().int().min(2).max(999_999_999),
  /** The name of a model of the installation, or `hf:owner/name` of one that was added from there. */
  model: z.string().min(1).max(300),
  pooling: z.enum(poolings).optional(),
  owner: z.string().trim().min(1).max(200).optional(),
  meaning: z.string().trim().min(1).max(4000).optional(),
});

export type NewVersion = z.input<typeof addVersionRequestSchema>;

/** What it answers: what the version is made of. */
export const addedVersionSchema = z.object({
  ref: z.string(),
  state: z.literal('defined'),
  model: z.string(),
  /** SHA-256 of its ONNX file. */
  digest: z.string(),
  origin: z.string(),
  dims: z.number().int(),
  metric: z.literal('cosine'),
  pooling: z.enum(poolings),
  /** The version of image_embedding whose space it shares; null where it has its own. */
  space: z.string().nullable(),
  /** The model that embeds words to search its pictures with; null where none shares its space. */
  words: z.string().nullable(),
});
export type AddedVersion = z.infer<typeof addedVersionSchema>;
