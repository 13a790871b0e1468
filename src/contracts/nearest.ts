import { z } from 'zod';

export const nearestPaths = ['exact', 'graph', 'exact-over-filter', 'graph-filtered'] as const;

/** How the neighbours of one version were looked for, and why so. */
export const nearestExplanationSchema = z.object({
  /** The version whose vectors were searched: `image_embedding@1`. */
  signal: z.string(),
  /** The way that was taken in the end. */
  path: z.enum(nearestPaths),
  /** The way that was planned. */
  planned: z.enum(nearestPaths),
  reason: z.string(),
  /** Milliseconds of CPU that each way would take, about. */
  estimatesMs: z.partialRecord(z.enum(nearestPaths), z.number()),
  /** Vectors that could be found; how many of them are in a graph. */
  vectors: z.number(),
  inGraph: z.number(),
  /** Those that match the filter, about and up to some thousands; null where there is none. */
  matching: z.number().nullable(),
  /** Neighbours that were asked for. */
  limit: z.number(),
  /** Vectors that were compared with all digits, or that the filter was asked about. */
  candidates: z.number(),
  /** Whether changes of the last seconds are still to come. */
  behind: z.boolean(),
  tookMs: z.number(),
});
export type NearestExplanation = z.infer<typeof nearestExplanationSchema>;

/** How many of the true neighbours live queries were given, by the share of rows that matched. */
export const recallFiguresSchema = z.object({
  signal: z.string(),
  /** The share of vectors that the filter left: `all` where there was none. */
  selectivity: z.enum(['all', '50-100 %', '10-50 %', '1-10 %', '0-1 %']),
  samples: z.number(),
  /** Shares of 0..1 of the latest samples. */
  mean: z.number(),
  /** The first percentile: 99 in 100 queries do at least as well. */
  p1: z.number(),
});
export type RecallFigures = z.infer<typeof recallFiguresSchema>;

/** An index as this process holds it. */
export const indexStateSchema = z.object({
  signal: z.string(),
  vectors: z.number(),
  inGraph: z.number(),
  /** Rows of the table whose vector has no direction. */
  unusable: z.number(),
  memoryBytes: z.number(),
});
export type IndexState = z.infer<typeof indexStateSchema>;

/** `GET /v1/indexes`. */
export const indexesSchema = z.object({
  indexes: z.array(indexStateSchema),
  recall: z.array(recallFiguresSchema),
});
export type Indexes = z.infer<typeof indexesSchema>;
