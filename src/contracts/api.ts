import { z } from 'zod';
import { boxSchema } from './box.ts';
import { assetSchema, itemTextSchema, attributeValueSchema, mediumSchema } from './item.ts';
import { nearestExplanationSchema } from './nearest.ts';
import {
  correctionSchema,
  leftOutSchema,
  mostQueryLength,
  mostQueryParts,
  queryPartSchema,
} from './search.ts';
import { evidenceSchema, stageTraceSchema } from './surfaces.ts';
import { safetyTiers } from './values.ts';

/** The JSON of `/v1`: what the server sends and the console and other programs read. */

/** An item as a picture on a page of many. */
export const cardSchema = z.object({
  id: z.string(),
  title: z.string(),
  medium: mediumSchema.nullable(),
  /** Digest of the first asset: `/media/thumb/{digest}?w=320`, `/media/asset/{digest}`. */
  asset: z.string().nullable(),
  /** Pixels of the upright picture; 0 until it is decoded. */
  width: z.number(),
  height: z.number(),
  durationSeconds: z.number().nullable(),
  /** Hex of the dominant colour, for the place of the picture until it is loaded. */
  colour: z.string().nullable(),
  safety: z.enum(safetyTiers).nullable(),
  quality: z.number().nullable(),
  state: z.enum(['pending', 'done', 'failed']),
  /** First words of the text, for items without a picture. */
  excerpt: z.string(),
});
export type Card = z.infer<typeof cardSchema>;

export const sorts = ['newest', 'id', 'title', 'quality-best', 'quality-worst', 'size'] as const;

/**
 * `GET /v1/items` and `GET /v1/facets`. `facet` repeats: values of one field are alternatives,
 * fields are joined: `facet=object:cat&facet=object:dog&facet=language:en`.
 */
export const browseQuerySchema = z.object({
  facet: z.array(z.string()).default([]),
  minQuality: z.coerce.number().min(0).max(1).optional(),
  maxQuality: z.coerce.number().min(0).max(1).optional(),
  state: z.enum(['pending', 'done', 'failed']).optional(),
  /** Words that the id or title contains. */
  match: z.string().max(200).optional(),
  sort: z.enum(sorts).default('newest'),
  offset: z.coerce.number().int().min(0).max(100_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type BrowseQuery = z.infer<typeof browseQuerySchema>;

export const browsePageSchema = z.object({ items: z.array(cardSchema), total: z.number() });
export type BrowsePage = z.infer<typeof browsePageSchema>;

/**
 * Fields: `medium`, `state`, `safety`, `quality` (in steps of 0.2: `0.0-0.2`), `language`,
 * `object`, `topic`, `colour`, `text` (`yes`/`no`: text in the picture), `duplicate` (`yes`/`no`),
 * `reason` (of failure) and `attribute.NAME`.
 */
export const facetsSchema = z.object({
  total: z.number(),
  facets: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      values: z.array(z.object({ value: z.string(), label: z.string(), count: z.number() })),
    }),
  ),
});
export type Facets = z.infer<typeof facetsSchema>;

/** One row of one signal: the item's own (`part` is empty) or one of its parts. */
export const signalRowSchema = z.object({
  signal: z.string(),
  version: z.number(),
  kind: z.string(),
  /** `''` the item; `1` a further asset; `k0` a keyframe; `o0` a box; `k0/o1` a box of a keyframe. */
  part: z.string(),
  status: z.enum(['ok', 'abstained', 'failed']),
  reason: z.string().nullable(),
  models: z.array(z.string()),
  /** ISO 8601. */
  computedAt: z.string(),
  /** The value as the signal's schema has it; vectors are shortened to 8 numbers. */
  value: z.unknown(),
});
export type SignalRow = z.infer<typeof signalRowSchema>;

/** `GET /v1/items/{id}` (the id is one encoded path segment). */
export const itemDetailSchema = z.object({
  card: cardSchema,
  assets: z.array(assetSchema),
  text: itemTextSchema,
  attributes: z.record(z.string(), attributeValueSchema),
  source: z.string(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  readAt: z.string(),
  signals: z.array(signalRowSchema),
});
export type ItemDetail = z.infer<typeof itemDetailSchema>;

/** A result of a search: a card with its score (1 best) and, in words, what made it one. */
export const hitSchema = cardSchema.extend({
  score: z.number(),
  why: z.string(),
  /** The box of the result that matched, where a crop did. */
  box: boxSchema.nullable(),
  /** Near-duplicates of it that were left out, where there were any. */
  copies: z.number().int().optional(),
  /** With `explain`: what each stage said of it. */
  because: evidenceSchema.optional(),
});
export type Hit = z.infer<typeof hitSchema>;

/**
 * `POST /v1/search` (JSON) with one of text, item and asset, or with parts, which may be mixed;
 * `multipart/form-data` has this as its field `request`, beside files that parts name;
 * `POST /v1/search/image?box=x,y,w,h` has the bytes of a picture as its body.
 */
export const searchRequestSchema = z.object({
  text: z.string().max(mostQueryLength).optional(),
  item: z.string().min(1).max(1024).optional(),
  /** The digest of a picture of the catalogue. */
  asset: queryPartSchema.shape.asset,
  /** With `item` and `asset`: search with this part of the picture. */
  box: boxSchema.optional(),
  /** In place of the above: a mix, of which at least one weight is above 0. */
  parts: z.array(queryPartSchema).min(1).max(mostQueryParts).optional(),
  /** Only items that match these, as for `GET /v1/items`. */
  facet: z.array(z.string().max(1000)).max(100).default([]),
  minQuality: z.number().min(0).max(1).optional(),
  maxQuality: z.number().min(0).max(1).optional(),
  /** Show unsafe items too. */
  unsafe: z.boolean().default(false),
  /** Show all near-duplicates, not only the best of each cluster. */
  copies: z.boolean().default(false),
  /** Search for the words as typed, though no item has them. */
  asTyped: z.boolean().default(false),
  explain: z.boolean().default(false),
  limit: z.number().int().min(1).max(500).default(48),
});
export type SearchRequest = z.infer<typeof searchRequestSchema>;

/** `POST /v1/search`, `GET /v1/related/{id}?limit=`. */
export const searchResultsSchema = z.object({
  results: z.array(hitSchema),
  /** How the results were found, in words. */
  route: z.string(),
  /** The versions of signals that they were found by: one of each, for the whole answer. */
  versions: z.record(z.string(), z.number()),
  tookMs: z.number(),
  /** There where other words were searched for than were typed. */
  corrected: correctionSchema.optional(),
  /** There where rules left results out. */
  leftOut: leftOutSchema.optional(),
  /** With `explain`: how neighbours were looked for, of each version that was searched. */
  explain: z.array(nearestExplanationSchema).optional(),
  /** With `explain`: what each stage did. */
  trace: z.array(stageTraceSchema).optional(),
});
export type SearchResults = z.infer<typeof searchResultsSchema>;

/** `GET /v1/duplicates?offset=&limit=`, and `?item=ID` for the cluster of one item. */
export const duplicatesSchema = z.object({
  total: z.number(),
  /** The version of the signal that the clusters are of. */
  versions: z.record(z.string(), z.number()),
  clusters: z.array(
    z.object({
      id: z.string(),
      items: z.array(
        cardSchema.extend({
          decidedBy: z.enum(['hash', 'embedding', 'first']),
          distance: z.number(),
        }),
      ),
    }),
  ),
});
export type Duplicates = z.infer<typeof duplicatesSchema>;

export const runSchema = z.object({
  id: z.string(),
  source: z.string(),
  state: z.enum(['listing', 'running', 'done', 'failed', 'interrupted']),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** Items seen in the source so far; complete once `state` is past `listing`. */
  listed: z.number(),
  unchanged: z.number(),
  /** Items with something due. */
  due: z.number(),
  done: z.number(),
  failed: z.number(),
  removed: z.number(),
  /** Over the last minute of work. */
  itemsPerSecond: z.number(),
  remainingSeconds: z.number().nullable(),
});
export type Run = z.infer<typeof runSchema>;

/** `GET /v1/runs` gives `{runs: Run[]}`, newest first; `GET /v1/runs/{id}` gives this. */
export const runDetailSchema = runSchema.extend({
  error: z.string().nullable(),
  signals: z.array(
    z.object({
      signal: z.string(),
      ok: z.number(),
      abstained: z.number(),
      failed: z.number(),
      cpuMs: z.number(),
    }),
  ),
  failures: z.array(
    z.object({
      code: z.string(),
      count: z.number(),
      examples: z.array(z.object({ id: z.string(), message: z.string() })),
    }),
  ),
  /** Items finished in each interval of `intervalSeconds`, oldest first. */
  throughput: z.array(z.number()),
  intervalSeconds: z.number(),
});
export type RunDetail = z.infer<typeof runDetailSchema>;

/** `GET /v1/status`. */
export const statusSchema = z.object({
  items: z.number(),
  pending: z.number(),
  failed: z.number(),
  duplicateClusters: z.number(),
  signals: z.record(
    z.string(),
    z.object({
      version: z.number(),
      ok: z.number(),
      abstained: z.number(),
      failed: z.number(),
    }),
  ),
  running: z.array(runSchema),
});
export type Status = z.infer<typeof statusSchema>;

/** Errors are problem details (RFC 9457). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
