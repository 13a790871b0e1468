import { z } from 'zod';

export const eventKindSchema = z.enum([
  'impression',
  'view',
  'click',
  'share',
  'save',
  'hide',
  'report',
]);
export type EventKind = z.infer<typeof eventKindSchema>;

export interface EventKindMeaning {
  /**
   * How much it says of a person's interest: 1 is a clear wish for more like it, −1 a clear wish
   * for none, 0 only that it was shown.
   */
  readonly weight: number;
  /** After "you". */
  readonly past: string;
}

/** What a person may do with an item. */
export const eventKinds: Readonly<Record<EventKind, EventKindMeaning>> = {
  impression: { weight: 0, past: 'were shown' },
  view: { weight: 0.2, past: 'looked at' },
  click: { weight: 0.5, past: 'opened' },
  share: { weight: 0.8, past: 'shared' },
  save: { weight: 1, past: 'saved' },
  hide: { weight: -1, past: 'hid' },
  report: { weight: -1, past: 'reported' },
};

/** Text that every store can keep: neither U+0000 nor half of a surrogate pair. */
const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[^\0\ud800-\udfff]*$/u, 'Expected well-formed text without the character U+0000');

/** A person as the product names them; nothing else is known of who they are. */
export const userSchema = text(256);

/** One engagement of one person with one item. */
export const engagementEventSchema = z.strictObject({
  /** Unique among all that the same consumer sends: sent again, the event is taken once. */
  id: text(128),
  user: userSchema,
  item: text(1024),
  kind: eventKindSchema,
  /** When it happened, ISO 8601 with an offset; where it is left out, when it is received. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** Where the person was: `home`, `search`, `related` or a place of the product's own. */
  surface: text(64).optional(),
  /** The request whose answer showed the item. */
  request: text(128).optional(),
});
export type EngagementEvent = z.infer<typeof engagementEventSchema>;

/** Most events of one request. */
export const mostEvents = 1000;

/** `POST /v1/events`: each event is judged by itself, so that a bad one keeps no other. */
export const eventsRequestSchema = z.strictObject({
  events: z.array(z.unknown()).min(1).max(mostEvents),
});

export const refusedEventSchema = z.object({
  /** Its place in the request, from 0. */
  index: z.number(),
  /** As it was sent; null where it had none. */
  id: z.string().nullable(),
  code: z.enum([
    'invalid-event',
    'unknown-item',
    'future-event',
    'too-old',
    'other-event',
    'forgotten-user',
  ]),
  message: z.string(),
});
export type RefusedEvent = z.infer<typeof refusedEventSchema>;

/** The answer: those taken are durable, and are never taken twice. */
export const eventsAnswerSchema = z.object({
  taken: z.number(),
  /** Those that were taken before, by an earlier try. */
  known: z.number(),
  refused: z.array(refusedEventSchema),
});
export type EventsAnswer = z.infer<typeof eventsAnswerSchema>;

/** `DELETE /v1/users/{user}`. */
export const forgottenUserSchema = z.object({
  /** Events that were deleted. */
  events: z.number(),
});
export type ForgottenUser = z.infer<typeof forgottenUserSchema>;
