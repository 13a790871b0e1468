import { z } from 'zod';

/**
 * The change feed: every change of an item, a signal's values, its live pointer, versions and
 * contract, and of a model, as an event of CloudEvents 1.0. An event tells that something changed
 * and where to look, never the value itself, which is read when it is needed.
 */

/** At most this many ids in one event; CloudEvents (Size Limits) asks for events below 64 KB. */
export const itemsPerEvent = 500;

/** Names of signals that this program does not have may be in a log that another has written. */
const signalName = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/);
const versionNumber = z.number().int().min(1);
const itemIds = z.array(z.string().min(1).max(1024)).min(1).max(itemsPerEvent);

/** `defined`: made from a model by a recipe, and nothing computed yet. */
export const versionStates = [
  'defined',
  'building',
  'live',
  'kept',
  'deprecated',
  'dropped',
] as const;

/** New in the catalogue; changed in text, attributes or assets; gone from its source; erased. */
export const itemsChangedSchema = z.object({ items: itemIds });

/** Values were written: read those items' rows of that version again. */
export const valuesChangedSchema = z.object({
  signal: signalName,
  version: versionNumber,
  items: itemIds,
});

/** Readers that follow the live version read `to` from now on. */
export const pointerChangedSchema = z.object({
  signal: signalName,
  from: versionNumber,
  to: versionNumber,
  /** Who did it. */
  by: z.string(),
});

export const versionChangedSchema = z.object({
  signal: signalName,
  version: versionNumber,
  state: z.enum(versionStates),
});

export const contractChangedSchema = z.object({
  signal: signalName,
  version: versionNumber,
  /** Whether a reader of the contract before must change. */
  breaking: z.boolean(),
});

export const modelChangedSchema = z.object({
  model: z.string().min(1).max(300),
  /** SHA-256 of its ONNX file; null once it is gone. */
  digest: z.string().nullable(),
  state: z.enum(['added', 'removed']),
});

/** Every type of event with what it carries; the last part of a name is its version. */
export const changeData = {
  'understory.item.added.v1': itemsChangedSchema,
  'understory.item.changed.v1': itemsChangedSchema,
  'understory.item.removed.v1': itemsChangedSchema,
  'understory.item.deleted.v1': itemsChangedSchema,
  'understory.signal.values.changed.v1': valuesChangedSchema,
  'understory.signal.pointer.changed.v1': pointerChangedSchema,
  'understory.signal.version.changed.v1': versionChangedSchema,
  'understory.contract.changed.v1': contractChangedSchema,
  'understory.model.changed.v1': modelChangedSchema,
} as const;

export type ChangeType = keyof typeof changeData;

export const changeTypes = Object.keys(changeData) as [ChangeType, ...ChangeType[]];

/** A change as the program tells it; the log gives it its place and time. */
export type Change = {
  [Type in ChangeType]: {
    readonly type: Type;
    readonly data: z.infer<(typeof changeData)[Type]>;
  };
}[ChangeType];

/** CloudEvents 1.0, JSON format. */
export function eventSchemaOf<Type extends ChangeType>(type: Type) {
  return z.object({
    specversion: z.literal('1.0'),
    /** Unique in its source, and the cursor that continues after this event. */
    id: z.string().min(1),
    /** The log: `/understory/changes/LOG`. */
    source: z.string().min(1),
    type: z.literal(type),
    /** What it is about: `image_embedding@2`, `image_embedding`, a model, or an item where it is one. */
    subject: z.string().min(1).optional(),
    time: z.iso.datetime(),
    datacontenttype: z.literal('application/json'),
    data: changeData[type],
  });
}

export const changeEventSchema = z.discriminatedUnion('type', [
  eventSchemaOf('understory.item.added.v1'),
  eventSchemaOf('understory.item.changed.v1'),
  eventSchemaOf('understory.item.removed.v1'),
  eventSchemaOf('understory.item.deleted.v1'),
  eventSchemaOf('understory.signal.values.changed.v1'),
  eventSchemaOf('understory.signal.pointer.changed.v1'),
  eventSchemaOf('understory.signal.version.changed.v1'),
  eventSchemaOf('understory.contract.changed.v1'),
  eventSchemaOf('understory.model.changed.v1'),
]);
export type ChangeEvent = z.infer<typeof changeEventSchema>;

/** In place of a cursor: what comes from now on. Without one: all that is kept. */
export const latest = 'latest';

/** Words separated by commas. */
const listOf = <Schema extends z.ZodType<unknown, string>>(schema: Schema) =>
  z
    .string()
    .max(4000)
    .transform((text) => text.split(',').map((word) => word.trim()))
    .pipe(z.array(schema));

/** Which events: of these types; and, of those about a signal, of these signals. */
export const changeFilterSchema = z.object({
  types: listOf(z.enum(changeTypes)).optional(),
  signals: listOf(signalName).optional(),
});

/**
 * `GET /v1/changes`; with `Accept: text/event-stream` the same as server-sent events, whose ids
 * are cursors.
 */
export const changesQuerySchema = changeFilterSchema.extend({
  /** A cursor, or `latest`. */
  after: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  /** Seconds to wait for an event where there is none yet. */
  wait: z.coerce.number().min(0).max(30).default(0),
});

export const changesPageSchema = z.object({
  events: z.array(changeEventSchema),
  /** Ask with `after` this for what follows; keep it, not the id of the last event. */
  next: z.string(),
});
export type ChangesPage = z.infer<typeof changesPageSchema>;
