import { z } from 'zod';
import { changeTypes } from './changes.ts';

/** `failing`: the last try was in vain and there will be another; `paused`: nothing is sent. */
export const webhookStates = ['active', 'failing', 'paused'] as const;
export type WebhookState = (typeof webhookStates)[number];

/** Where the events of a consumer are sent; its secret was shown when it was made or rotated. */
export const webhookSchema = z.object({
  id: z.string(),
  consumer: z.string(),
  url: z.string(),
  /** Null for every type. */
  types: z.array(z.string()).nullable(),
  /** Null for every signal that the consumer declares. */
  signals: z.array(z.string()).nullable(),
  state: z.enum(webhookStates),
  /** Everything up to here was taken, given up, or not for it. */
  cursor: z.string(),
  /** How often the event after it was tried in vain. */
  attempts: z.number(),
  /** ISO 8601: not before then is it tried again. */
  nextAt: z.string(),
  lastError: z.string().nullable(),
  /** Events that it did not take. */
  deadLetters: z.number(),
  /** ISO 8601: until then messages are signed with the secret before the last rotation as well. */
  oldSecretUntil: z.string().nullable(),
  createdAt: z.string(),
});
export type Webhook = z.infer<typeof webhookSchema>;

/** `GET /v1/webhooks`. */
export const webhooksSchema = z.object({ webhooks: z.array(webhookSchema) });

export const deadLetterSchema = z.object({
  /** The event's id. */
  id: z.string(),
  type: z.string(),
  attempts: z.number(),
  lastError: z.string(),
  at: z.string(),
  /** Whether it is to be sent again. */
  replaying: z.boolean(),
});

/** `GET /v1/webhooks/{id}`, with its oldest dead letters. */
export const webhookDetailSchema = webhookSchema.extend({ dead: z.array(deadLetterSchema) });
export type WebhookDetail = z.infer<typeof webhookDetailSchema>;

/** `POST /v1/webhooks`; a key makes them for its own consumer only. */
export const newWebhookSchema = z.object({
  consumer: z.string().min(1).max(100).optional(),
  url: z.string().min(1).max(8192),
  types: z.array(z.enum(changeTypes)).min(1).optional(),
  signals: z.array(z.string().min(1).max(100)).min(1).optional(),
  /** Sends what follows this cursor; without one, what happens from now on. */
  after: z.string().max(1000).optional(),
});
export type NewWebhook = z.infer<typeof newWebhookSchema>;

/** What making one and rotating its secret answer: the only time that the secret is shown. */
export const madeWebhookSchema = webhookSchema.extend({ secret: z.string() });
export type MadeWebhook = z.infer<typeof madeWebhookSchema>;

/** `POST /v1/webhooks/{id}/rotate`. */
export const webhookRotationSchema = z.strictObject({
  /** How long messages are signed with the old secret as well; 0 ends it at once. */
  graceHours: z.number().min(0).max(168).default(24),
});

/** `PATCH /v1/webhooks/{id}`. */
export const webhookChangeSchema = z.object({ state: z.enum(['active', 'paused']) });

/** `POST /v1/webhooks/{id}/replay`: from a cursor on, or the dead letters. */
export const webhookReplaySchema = z.union([
  z.strictObject({ after: z.string().max(1000) }),
  z.strictObject({ dead: z.literal(true) }),
]);
export type WebhookReplay = z.infer<typeof webhookReplaySchema>;
