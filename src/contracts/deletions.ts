import { z } from 'zod';

const count = z.number().int().min(0);

/** How much was taken away, of what; all numbers of rows or files but for `bytes`. */
export const removedSchema = z.object({
  /** Rows of all versions of all signals, with their history. */
  signalRows: count,
  /** Of the catalogue, files, problems, checks and waiting work. */
  catalogueRows: count,
  /** Events of the change log, and undelivered ones, that named it. */
  events: count,
  /** Blobs that no other item uses. */
  blobs: count,
  /** Of those blobs. */
  bytes: count,
  thumbnails: count,
});
export type Removed = z.infer<typeof removedSchema>;

/** The audit of a deletion: what stays of an item, which is nothing of it. */
export const deletionSchema = z.object({
  id: z.string(),
  /** The item, while it is being deleted; null once nothing of it is left. */
  item: z.string().nullable(),
  state: z.enum(['deleting', 'done']),
  by: z.string(),
  reason: z.string().nullable(),
  requestedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** Less than there was where a process was killed while it deleted. */
  removed: removedSchema,
  /** Names of the models that were trained on it: they are to be trained anew without it. */
  models: z.array(z.string()),
  /** What went wrong the last time; it is tried again. */
  error: z.string().nullable(),
  /** When it was allowed to be read again. */
  restoredAt: z.iso.datetime().nullable(),
});
export type Deletion = z.infer<typeof deletionSchema>;

/** `DELETE /v1/items/{id}` */
export const deleteItemSchema = z.strictObject({
  /** Why, for the audit; kept, so that it must not tell who the item is about. */
  reason: z.string().min(1).max(500).optional(),
  /** Also where the catalogue does not have it any more: history and events may. */
  gone: z.boolean().default(false),
});

/** `POST /v1/deletions/restore` */
export const restoreItemSchema = z.strictObject({ item: z.string().min(1).max(1024) });

export const deletionsPageSchema = z.object({ deletions: z.array(deletionSchema) });

/** One place that was searched for an item. */
export const searchedStoreSchema = z.object({
  /** `items`, `ocr@1`, `blobs`, `thumbnails` … */
  store: z.string(),
  /** What was searched, in words. */
  searched: z.string(),
  /** What there is of the item. */
  found: z.array(z.string()),
  /** Where it cannot be ruled out, as in files that hold rows deleted since. */
  unproven: z.array(z.string()),
  /** What is there on purpose, and until when. */
  expected: z.array(z.string()),
});
export type SearchedStore = z.infer<typeof searchedStoreSchema>;

/** `understory verify-deleted ID`, `GET /v1/items/{id}/traces` */
export const verificationSchema = z.object({
  /** Nothing was found anywhere. */
  deleted: z.boolean(),
  /** Nor could it be anywhere unseen. */
  proven: z.boolean(),
  stores: z.array(searchedStoreSchema),
});
export type Verification = z.infer<typeof verificationSchema>;
