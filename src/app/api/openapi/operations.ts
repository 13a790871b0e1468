import type { z } from 'zod';
import * as adModels from '../../../contracts/ad-models.ts';
import * as ads from '../../../contracts/ads.ts';
import * as api from '../../../contracts/api.ts';
import * as changes from '../../../contracts/changes.ts';
import * as consumers from '../../../contracts/consumers.ts';
import * as deletions from '../../../contracts/deletions.ts';
import * as encoders from '../../../contracts/encoders.ts';
import * as duplicateCheck from '../../../contracts/duplicate-check.ts';
import * as events from '../../../contracts/events.ts';
import * as exporting from '../../../contracts/export.ts';
import * as home from '../../../contracts/home.ts';
import * as jobs from '../../../contracts/jobs.ts';
import * as live from '../../../contracts/live.ts';
import * as liveHistory from '../../../contracts/live-history.ts';
import * as lookup from '../../../contracts/lookup.ts';
import * as nearest from '../../../contracts/nearest.ts';
import * as online from '../../../contracts/online.ts';
import * as posted from '../../../contracts/posted-items.ts';
import * as related from '../../../contracts/related.ts';
import * as search from '../../../contracts/search.ts';
import * as signals from '../../../contracts/signals-api.ts';
import * as webhooks from '../../../contracts/webhooks.ts';

/** What the document says of a route beyond its address; what is left out has no schema. */
export interface Operation {
  readonly summary: string;
  readonly query?: z.ZodObject;
  /** Of a JSON body. */
  readonly body?: z.ZodType;
  /** Other bodies that are taken, by media type. */
  readonly bodies?: readonly string[];
  /** Of a JSON answer. */
  readonly answer?: z.ZodType;
  /** Other forms of the answer, by media type. */
  readonly answers?: readonly string[];
}

const bytes = 'application/octet-stream';

/** Every route of the interface by its method and address; a test fails for one that is missing. */
export const operations: Readonly<Record<string, Operation>> = {
  'GET /v1/items': {
    summary: 'Items by facets, a page of them',
    query: api.browseQuerySchema,
    answer: api.browsePageSchema,
  },
  'GET /v1/facets': {
    summary: 'Facets of items with their counts',
    query: api.browseQuerySchema,
    answer: api.facetsSchema,
  },
  'GET /v1/items/:id': { summary: 'An item with its signals', answer: api.itemDetailSchema },
  'GET /v1/items/:id/signals': {
    summary: 'Values of some signals of an item',
    query: lookup.itemSignalsQuerySchema,
    answer: lookup.itemSignalsSchema,
    answers: [bytes],
  },
  'GET /v1/items/:id/traces': {
    summary: 'Every store, searched for an item',
    answer: deletions.verificationSchema,
  },
  'POST /v1/items': {
    summary: 'Brings items into the catalogue and computes their signals',
    query: posted.postedFieldsSchema.partial(),
    body: posted.postItemsSchema,
    bodies: ['image/*', 'multipart/form-data'],
    answer: posted.postedSchema,
  },
  'DELETE /v1/items/:id': {
    summary: 'Deletes an item from every store',
    body: deletions.deleteItemSchema,
    answer: deletions.deletionSchema,
  },
  'GET /v1/deletions': { summary: 'Deletions', answer: deletions.deletionsPageSchema },
  'GET /v1/deletions/:id': { summary: 'A deletion', answer: deletions.deletionSchema },
  'POST /v1/deletions/restore': {
    summary: 'Lets a deleted item be read again',
    body: deletions.restoreItemSchema,
  },
  'POST /v1/signals': {
    summary: 'Computes signals of the content that is the body',
    query: online.computeQuerySchema,
    body: online.contentRequestSchema,
    bodies: ['image/*', 'multipart/form-data'],
    answer: online.computeAnswerSchema,
    answers: [bytes],
  },
  'POST /v1/signals/lookup': {
    summary: 'Values of some signals of up to 1000 items',
    body: lookup.lookupRequestSchema,
    answer: lookup.lookupAnswerSchema,
    answers: [bytes],
  },
  'GET /v1/export': {
    summary: 'Values of some signals of every item, a line an item',
    query: exporting.exportQuerySchema,
    answers: ['application/x-ndjson', 'text/csv'],
  },
  'GET /v1/signals': { summary: 'Every signal with its versions', answer: signals.signalsSchema },
  'GET /v1/signals/:name': {
    summary: 'A signal: contracts, checks, lineage',
    answer: signals.signalDetailSchema,
  },
  'GET /v1/signals/:name/contract': {
    summary: 'The contract of a version as Open Data Contract Standard 3.1.0',
    query: signals.contractQuerySchema,
    answers: ['application/yaml'],
  },
  'GET /v1/signals/:name/readers': {
    summary: 'Who reads a signal',
    query: consumers.ledgerQuerySchema,
    answer: consumers.signalReadersSchema,
  },
  'GET /v1/signals/:name/encoders': {
    summary: 'The models that can make a version of a signal',
    answer: encoders.encodersSchema,
  },
  'POST /v1/signals/:name/versions': {
    summary: 'Adds a version that a model makes',
    body: signals.addVersionRequestSchema,
    answer: signals.addedVersionSchema,
  },
  'POST /v1/signals/:name/backfill': {
    summary: 'Computes a version for the whole catalogue',
    body: jobs.backfillRequestSchema,
    answer: jobs.backfillAnswerSchema,
  },
  'POST /v1/signals/:name/promote': {
    summary: 'Makes a version the live one',
    body: jobs.promoteRequestSchema,
    answer: jobs.promotionSchema,
  },
  'POST /v1/signals/:name/rollback': {
    summary: 'Undoes the last promotion',
    answer: jobs.flipSchema,
  },
  'POST /v1/signals/:name/deprecate': {
    summary: 'Gives a version an end',
    body: jobs.retireRequestSchema,
    answer: jobs.retirementSchema,
  },
  'POST /v1/signals/:name/drop': {
    summary: 'Drops a version',
    body: jobs.retireRequestSchema,
    answer: jobs.retirementSchema,
  },
  'POST /v1/search': {
    summary: 'Items by words, items and pictures, or a mix of them',
    body: api.searchRequestSchema,
    bodies: ['multipart/form-data'],
    answer: api.searchResultsSchema,
  },
  'GET /v1/search/complete': {
    summary: 'What a query may be the beginning of',
    query: search.completeQuerySchema,
    answer: search.completionsSchema,
  },
  'POST /v1/search/image': {
    summary: 'Items like a picture, which is the body',
    bodies: ['image/*'],
    answer: api.searchResultsSchema,
  },
  'GET /v1/related/:id': {
    summary: 'Items that look or read like one, or go with it',
    query: related.relatedQuerySchema,
    answer: related.relatedResultsSchema,
  },
  'POST /v1/ads/match': {
    summary: 'Ads for an item or words, with features of their relevance',
    body: ads.adsMatchRequestSchema,
    answer: ads.adsMatchSchema,
  },
  'POST /v1/ads/match/image': {
    summary: 'Ads for a picture, which is the body',
    query: ads.adsPictureQuerySchema,
    bodies: ['image/*'],
    answer: ads.adsMatchSchema,
  },
  'GET /v1/ads/models': {
    summary: 'The models that ads were scored by, and how well their chances hold',
    answer: adModels.adModelsSchema,
  },
  'POST /v1/ads/models/use': {
    summary: 'Scores ads by another model from now on',
    body: adModels.useAdModelSchema,
    answer: adModels.adModelsSchema,
  },
  'GET /v1/home/:user': {
    summary: 'A page of the home feed of a person',
    query: home.homeQuerySchema,
    answer: home.homeAnswerSchema,
  },
  'GET /v1/home/:user/interests': {
    summary: 'What a person is interested in',
    answer: home.interestsSchema,
  },
  'POST /v1/events': {
    summary: 'Takes in what people did with items',
    body: events.eventsRequestSchema,
    answer: events.eventsAnswerSchema,
  },
  'DELETE /v1/users/:user': {
    summary: 'Forgets a person',
    answer: events.forgottenUserSchema,
  },
  'GET /v1/indexes': {
    summary: 'Indexes of vectors and the share of neighbours that they find',
    answer: nearest.indexesSchema,
  },
  'GET /v1/duplicates': { summary: 'Near-duplicates', answer: api.duplicatesSchema },
  'POST /v1/duplicates': {
    summary:
      'Whether a picture or an item is a near-duplicate of the catalogue, and how that is known',
    query: duplicateCheck.duplicateCheckQuerySchema,
    body: duplicateCheck.duplicateCheckRequestSchema,
    bodies: ['image/*', 'multipart/form-data'],
    answer: duplicateCheck.duplicateCheckSchema,
  },
  'GET /v1/runs': { summary: 'Reads' },
  'GET /v1/runs/:id': { summary: 'A read', answer: api.runDetailSchema },
  'GET /v1/jobs': { summary: 'Backfills and what became of them', answer: jobs.jobListSchema },
  'GET /v1/jobs/:id': { summary: 'A backfill', answer: jobs.jobDetailSchema },
  'POST /v1/jobs/:id': {
    summary: 'Pauses, resumes or cancels a backfill',
    body: jobs.jobChangeSchema,
    answer: jobs.jobDetailSchema,
  },
  'GET /v1/status': {
    summary: 'How much of the catalogue is understood',
    answer: api.statusSchema,
  },
  'GET /v1/live/history': {
    summary: 'The last minutes of this process, in steps',
    query: liveHistory.liveHistoryQuerySchema,
    answer: liveHistory.liveHistorySchema,
  },
  'GET /v1/live': {
    summary: 'How computing on request goes in this process',
    answer: live.liveSchema,
  },
  'GET /v1/health/ready': {
    summary: '200 once every model is loaded, 503 before',
    answer: live.readySchema,
  },
  'GET /metrics': { summary: 'What the server counts, for Prometheus', answers: ['text/plain'] },
  'GET /v1/changes': {
    summary: 'The log of changes, or its end as it grows',
    query: changes.changesQuerySchema,
    answer: changes.changesPageSchema,
    answers: ['text/event-stream'],
  },
  'GET /v1/asyncapi.json': { summary: 'The events of the log as AsyncAPI' },
  'GET /v1/openapi.json': { summary: 'This document' },
  'GET /v1/webhooks': { summary: 'Webhooks', answer: webhooks.webhooksSchema },
  'POST /v1/webhooks': {
    summary: 'Adds a webhook',
    body: webhooks.newWebhookSchema,
    answer: webhooks.madeWebhookSchema,
  },
  'GET /v1/webhooks/:id': { summary: 'A webhook', answer: webhooks.webhookDetailSchema },
  'PATCH /v1/webhooks/:id': {
    summary: 'Changes a webhook',
    body: webhooks.webhookChangeSchema,
    answer: webhooks.webhookSchema,
  },
  'DELETE /v1/webhooks/:id': { summary: 'Removes a webhook' },
  'POST /v1/webhooks/:id/replay': {
    summary: 'Sends events again',
    body: webhooks.webhookReplaySchema,
  },
  'POST /v1/webhooks/:id/rotate': {
    summary: 'Gives a webhook another secret',
    body: webhooks.webhookRotationSchema,
    answer: webhooks.madeWebhookSchema,
  },
  'GET /v1/consumers': { summary: 'Consumers', answer: consumers.consumersSchema },
  'POST /v1/consumers': {
    summary: 'Adds a consumer',
    body: consumers.newConsumerSchema,
    answer: consumers.consumerDetailSchema,
  },
  'GET /v1/consumers/:name': { summary: 'A consumer', answer: consumers.consumerDetailSchema },
  'PATCH /v1/consumers/:name': {
    summary: 'Changes a consumer',
    body: consumers.consumerChangeSchema,
    answer: consumers.consumerDetailSchema,
  },
  'DELETE /v1/consumers/:name': {
    summary: 'Retires a consumer',
    answer: consumers.consumerDetailSchema,
  },
  'GET /v1/consumers/:name/reads': {
    summary: 'What a consumer read',
    query: consumers.ledgerQuerySchema,
    answer: consumers.consumerReadsSchema,
  },
  'POST /v1/consumers/:name/keys': {
    summary: 'Gives a consumer a key',
    body: consumers.newKeySchema,
    answer: consumers.issuedKeySchema,
  },
  'POST /v1/keys/rotate': {
    summary: 'Replaces the key that asks',
    body: consumers.rotationSchema,
    answer: consumers.issuedKeySchema,
  },
  'POST /v1/keys/:id/rotate': {
    summary: 'Replaces a key',
    body: consumers.rotationSchema,
    answer: consumers.issuedKeySchema,
  },
  'DELETE /v1/keys/:id': { summary: 'Revokes a key', answer: consumers.keySchema },
  'GET /media/asset/:digest': { summary: 'A picture or video', answers: [bytes] },
  'GET /media/thumb/:digest': { summary: 'A small WebP of a picture', answers: ['image/webp'] },
  'GET /media/frame/:digest': { summary: 'A frame of a video', answers: ['image/webp'] },
};
