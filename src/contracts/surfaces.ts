import { z } from 'zod';

/**
 * The stages of every surface, in order: what might be shown, what is known of it, what may be
 * shown, in which order, how mixed, and dressed for showing.
 */
export const stageKinds = [
  'candidates',
  'hydrate',
  'rules',
  'rank',
  'diversify',
  'present',
] as const;
export type StageKind = (typeof stageKinds)[number];

/** What one stage of one request did. */
export const stageTraceSchema = z.object({
  stage: z.enum(stageKinds),
  /** Which of the kind: `words`, `safety`. */
  name: z.string(),
  /** Candidates that came in and that went out. */
  in: z.number(),
  out: z.number(),
  tookMs: z.number(),
  /** What it did, in words, where that is more than the numbers. */
  notes: z.array(z.string()),
});
export type StageTrace = z.infer<typeof stageTraceSchema>;

/** One number that a stage gave a result. */
export const stageScoreSchema = z.object({
  stage: z.enum(stageKinds),
  /** What it is: `words`, `looks`, `importance`. */
  name: z.string(),
  value: z.number(),
  /** The version of the signal that it was made from; null where it was from none. */
  signal: z.string().nullable(),
});
export type StageScore = z.infer<typeof stageScoreSchema>;

/** Why a result is where it is: "Why this?". */
export const evidenceSchema = z.object({
  /** In the order of the stages. */
  scores: z.array(stageScoreSchema),
  /** Rules that acted on it, in words: `two copies of it were left out`. */
  rules: z.array(z.string()),
});
export type Evidence = z.infer<typeof evidenceSchema>;
