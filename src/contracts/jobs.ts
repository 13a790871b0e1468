import { z } from 'zod';

/** The JSON of `/v1/jobs`: work over the whole catalogue beside the reading of fresh content. */

export const jobStates = ['running', 'paused', 'external', 'done', 'cancelled'] as const;

/** What a backfill would take, before it is begun. */
export const backfillPlanSchema = z.object({
  signal: z.string(),
  version: z.number(),
  catalogue: z.number(),
  items: z.number(),
  bytes: z.number(),
  shards: z.number(),
  /** Measured on a few items, here and now; null where there is nothing to compute. */
  estimate: z
    .object({
      measuredOn: z.number(),
      /** Of everything, decoding included. */
      cpuMsPerItem: z.number(),
      /** Of the signals alone, as `cpuSeconds` of a job counts it. */
      signalCpuMsPerItem: z.number(),
      itemsPerSecond: z.number(),
      cpuHours: z.number(),
      seconds: z.number(),
      /** In the currency of the price; null where no price of a CPU hour is configured. */
      cost: z.number().nullable(),
    })
    .nullable(),
});
export type BackfillPlan = z.infer<typeof backfillPlanSchema>;

/** What is kept of the plan of a job, to hold what it takes against it. */
export const jobPlanSchema = backfillPlanSchema.pick({ catalogue: true, estimate: true });
export type JobPlan = z.infer<typeof jobPlanSchema>;

export const jobSchema = z.object({
  id: z.string(),
  /** `values`: a version is computed; `summary`: the catalogue is brought up to a version. */
  kind: z.enum(['values', 'summary']),
  signal: z.string(),
  version: z.number(),
  state: z.enum(jobStates),
  items: z.number(),
  bytes: z.number(),
  /** Null for what was begun without one. */
  plan: jobPlanSchema.nullable(),
  /** Items computed, and those that needed nothing any more: changed, removed, computed elsewhere. */
  done: z.number(),
  leftOut: z.number(),
  /** Items of shards that went wrong every time; resuming tries them again. */
  failed: z.number(),
  shards: z.number(),
  shardsDone: z.number(),
  /** Seconds of CPU of the signals so far; decoding is not in it. */
  cpuSeconds: z.number(),
  /** Over the last minute of work. */
  itemsPerSecond: z.number(),
  remainingSeconds: z.number().nullable(),
  /** Items a second that are allowed; null for no limit. */
  rate: z.number().nullable(),
  by: z.string(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

/** `GET /v1/jobs` */
export const jobListSchema = z.object({ jobs: z.array(jobSchema) });
export type JobList = z.infer<typeof jobListSchema>;

/** `GET /v1/jobs/{id}` */
export const jobDetailSchema = jobSchema.extend({
  shardList: z.array(
    z.object({
      number: z.number(),
      items: z.number(),
      done: z.number().nullable(),
      leftOut: z.number().nullable(),
      error: z.string().nullable(),
      staged: z.boolean(),
      finishedAt: z.string().nullable(),
    }),
  ),
});
export type JobDetail = z.infer<typeof jobDetailSchema>;

/** `POST /v1/jobs/{id}` */
export const jobChangeSchema = z.object({ action: z.enum(['pause', 'resume', 'cancel']) });

/** `POST /v1/signals/{name}/backfill` plans, and with `begin` begins. */
export const backfillRequestSchema = z.strictObject({
  version: z.number().int().min(1),
  begin: z.boolean().default(false),
  rate: z.number().positive().max(1_000_000).optional(),
});

export const backfillAnswerSchema = z.object({
  plan: backfillPlanSchema,
  /** The job that was begun; null where it was only planned, or nothing is to be computed. */
  job: jobSchema.nullable(),
});
export type BackfillAnswer = z.infer<typeof backfillAnswerSchema>;

/** `POST /v1/signals/{name}/promote` */
export const promoteRequestSchema = z.strictObject({
  version: z.number().int().min(1),
  acceptBroken: z.boolean().default(false),
});

/** `POST /v1/signals/{name}/deprecate` and `…/drop` */
export const retireRequestSchema = z.strictObject({
  version: z.number().int().min(1),
  /** End of life: a date, or days from now such as `30d`. */
  end: z.string().max(40).optional(),
});

/** What `POST /v1/signals/{name}/rollback` answers: the live version before and now. */
export const flipSchema = z.object({ from: z.string(), to: z.string() });

/** What `POST /v1/signals/{name}/promote` answers. */
export const promotionSchema = flipSchema.extend({
  coverage: z.object({ items: z.number(), covered: z.number(), missing: z.array(z.string()) }),
  /** Expectations that were broken and accepted, one line each. */
  broken: z.array(z.string()),
  /** The job that brings what the catalogue is browsed by up to the version, where one does. */
  job: z.string().optional(),
});
export type PromotionAnswer = z.infer<typeof promotionSchema>;

/** What `…/deprecate` and `…/drop` answer. */
export const retirementSchema = z.object({
  ref: z.string(),
  state: z.enum(['deprecated', 'dropped']),
  endOfLife: z.string().optional(),
});
