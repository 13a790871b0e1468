import { z } from 'zod';
import { scopeSchema } from './scopes.ts';

/** The JSON of consumers, their keys, and what they read. Times are ISO 8601. */

const days = z.coerce.number().int().min(1).max(3650);

export const consumerNameSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,62}$/,
    'Expected a name of lower-case letters, digits and hyphens that begins with a letter, 63 at most, as in home-feed.',
  );

/**
 * What a consumer says it uses: `topics` follows the live version, `image_embedding@1` is that
 * version.
 */
const declarationsSchema = z.array(z.string().max(200)).max(200);

const ownerSchema = z.string().trim().min(1).max(200);
const purposeSchema = z.string().trim().min(1).max(2000);

/** Null for as much as it likes. */
export const limitsSchema = z.strictObject({
  requestsPerSecond: z.number().positive().max(1_000_000).nullable(),
  /** Items in answers, each counted once for each version of a signal; days are those of UTC. */
  itemsPerDay: z.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullable(),
});
export type ConsumerLimits = z.infer<typeof limitsSchema>;

/** `POST /v1/consumers` */
export const newConsumerSchema = z.strictObject({
  name: consumerNameSchema,
  /** The team or person to talk to. */
  owner: ownerSchema,
  purpose: purposeSchema,
  signals: declarationsSchema.default([]),
});
export type NewConsumer = z.infer<typeof newConsumerSchema>;

/** `PATCH /v1/consumers/{name}`: what is given is changed; `signals` replaces all there were. */
export const consumerChangeSchema = z
  .strictObject({
    owner: ownerSchema.optional(),
    purpose: purposeSchema.optional(),
    signals: declarationsSchema.optional(),
    limits: limitsSchema
      .partial()
      .refine((limits) => Object.keys(limits).length > 0, {
        message: 'Expected requestsPerSecond, itemsPerDay or both.',
      })
      .optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), {
    message: 'Expected at least one of owner, purpose, signals and limits.',
  });
export type ConsumerChange = z.infer<typeof consumerChangeSchema>;

/** A year: keys that last longer are forgotten. */
export const longestKeyDays = 365;
const keyDaysSchema = z.number().positive().max(longestKeyDays);
const keyScopesSchema = z.array(scopeSchema).min(1).max(100);

/** `POST /v1/consumers/{name}/keys` */
export const newKeySchema = z.strictObject({
  scopes: keyScopesSchema,
  expiresInDays: keyDaysSchema.default(90),
});
export type NewKey = z.infer<typeof newKeySchema>;

/** `POST /v1/keys/rotate`, sent with the key itself. */
export const rotationSchema = z.strictObject({
  /** The same or fewer; all that the key has where it is left out. */
  scopes: keyScopesSchema.optional(),
  expiresInDays: keyDaysSchema.optional(),
  /** How long the old key goes on working. */
  graceHours: z.number().min(0).max(168).default(24),
});
export type Rotation = z.infer<typeof rotationSchema>;

export const keySchema = z.object({
  id: z.string(),
  consumer: z.string(),
  scopes: z.array(z.string()),
  state: z.enum(['active', 'expired', 'revoked']),
  createdAt: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
  /** To the minute. */
  lastUsedAt: z.string().nullable(),
  /** The id of the key that it was rotated into. */
  replacedBy: z.string().nullable(),
});
export type Key = z.infer<typeof keySchema>;

/** The only time that the secret is shown. */
export const issuedKeySchema = z.object({ key: keySchema, secret: z.string() });
export type IssuedKey = z.infer<typeof issuedKeySchema>;

export const consumerSchema = z.object({
  name: z.string(),
  owner: z.string(),
  purpose: z.string(),
  /** `console` and `cli`: the owner's own, which read everything. */
  builtIn: z.boolean(),
  createdAt: z.string(),
  retiredAt: z.string().nullable(),
  signals: z.array(z.string()),
  limits: limitsSchema,
  lastReadAt: z.string().nullable(),
});
export type Consumer = z.infer<typeof consumerSchema>;

/** `GET /v1/consumers` */
export const consumersSchema = z.object({ consumers: z.array(consumerSchema) });

/** `GET /v1/consumers/{name}` */
export const consumerDetailSchema = consumerSchema.extend({ keys: z.array(keySchema) });
export type ConsumerDetail = z.infer<typeof consumerDetailSchema>;

export const seriesSteps = ['hour', 'day'] as const;
export type SeriesStep = (typeof seriesSteps)[number];

/** `?days=&step=` of questions to the ledger; `version` only of readers. */
export const ledgerQuerySchema = z.object({
  days: days.default(30),
  step: z.enum(seriesSteps).default('day'),
  version: z.coerce.number().int().min(1).optional(),
});

/** Reads in each hour or day (UTC) that begins at `at`, zeros among them. */
export const readSeriesSchema = z.array(
  z.object({ at: z.string(), reads: z.number(), items: z.number() }),
);
export type ReadSeries = z.infer<typeof readSeriesSchema>;

/** `GET /v1/consumers/{name}/reads` */
export const consumerReadsSchema = z.object({
  consumer: z.string(),
  days: z.number(),
  signals: z.array(
    z.object({
      signal: z.string(),
      version: z.number(),
      /** Answers that held the signal; of an export each batch. */
      reads: z.number(),
      /** Items in those answers. */
      items: z.number(),
      lastAt: z.string(),
    }),
  ),
  series: readSeriesSchema,
});
export type ConsumerReads = z.infer<typeof consumerReadsSchema>;

/** `GET /v1/signals/{name}/readers` */
export const signalReadersSchema = z.object({
  signal: z.string(),
  days: z.number(),
  /** This installation's own, `builtIn`, are listed last and are in no sum. */
  readers: z.array(
    z.object({
      consumer: z.string(),
      owner: z.string(),
      builtIn: z.boolean(),
      version: z.number(),
      reads: z.number(),
      items: z.number(),
      lastAt: z.string(),
    }),
  ),
  /** Consumers that declare the signal, whether they read it or not; `version` null: the live one. */
  declared: z.array(
    z.object({ consumer: z.string(), owner: z.string(), version: z.number().nullable() }),
  ),
  /** Reads of all but this installation's own. */
  series: readSeriesSchema,
});
export type SignalReaders = z.infer<typeof signalReadersSchema>;
