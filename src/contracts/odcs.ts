import { z } from 'zod';
import {
  customPropertiesSchema,
  definitionsSchema,
  elementFields,
  odcsPropertySchema,
  stableIdSchema,
  tagsSchema,
} from './odcs-property.ts';

/**
 * A document of the Open Data Contract Standard 3.1.0 (Bitol,
 * https://bitol-io.github.io/open-data-contract-standard). Closed as the standard is, but for
 * servers, whose fields differ from kind to kind, and what relationships refer to: those are not
 * looked at.
 */

const simpleValue = z.union(
  [z.string(), z.number(), z.boolean(), z.null()],
  'Invalid input: expected a string, number, boolean or null',
);

const schemaObjectSchema = z.strictObject({
  ...elementFields,
  name: z.string(),
  logicalType: z.literal('object').optional(),
  dataGranularityDescription: z.string().optional(),
  properties: z.array(odcsPropertySchema).optional(),
});

const supportSchema = z.strictObject({
  id: stableIdSchema.optional(),
  channel: z.string(),
  url: z.string().optional(),
  description: z.string().optional(),
  tool: z.string().optional(),
  scope: z.string().optional(),
  invitationUrl: z.string().optional(),
  customProperties: customPropertiesSchema.optional(),
});

const teamMemberSchema = z.strictObject({
  id: stableIdSchema.optional(),
  username: z.string(),
  name: z.string().optional(),
  description: z.string().optional(),
  role: z.string().optional(),
  dateIn: z.iso.date().optional(),
  dateOut: z.iso.date().optional(),
  replacedByUsername: z.string().optional(),
  tags: tagsSchema.optional(),
  customProperties: customPropertiesSchema.optional(),
  authoritativeDefinitions: definitionsSchema.optional(),
});

const teamSchema = z.strictObject({
  id: stableIdSchema.optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  members: z.array(teamMemberSchema).optional(),
  tags: tagsSchema.optional(),
  customProperties: customPropertiesSchema.optional(),
  authoritativeDefinitions: definitionsSchema.optional(),
});

const roleSchema = z.strictObject({
  id: stableIdSchema.optional(),
  role: z.string(),
  description: z.string().optional(),
  access: z.string().optional(),
  firstLevelApprovers: z.string().optional(),
  secondLevelApprovers: z.string().optional(),
  customProperties: customPropertiesSchema.optional(),
});

const promiseSchema = z.strictObject({
  id: stableIdSchema.optional(),
  property: z.string(),
  value: simpleValue,
  valueExt: simpleValue.optional(),
  unit: z.string().optional(),
  element: z.string().optional(),
  driver: z.string().optional(),
  description: z.string().optional(),
  scheduler: z.string().optional(),
  schedule: z.string().optional(),
});

export const odcsSchema = z.strictObject({
  version: z.string(),
  apiVersion: z.enum(['v3.1.0', 'v3.0.2', 'v3.0.1', 'v3.0.0', 'v2.2.2', 'v2.2.1', 'v2.2.0']),
  kind: z.literal('DataContract'),
  id: z.string(),
  status: z.string(),
  name: z.string().optional(),
  tenant: z.string().optional(),
  tags: tagsSchema.optional(),
  servers: z.array(z.looseObject({ server: z.string(), type: z.string() })).optional(),
  dataProduct: z.string().optional(),
  description: z
    .looseObject({
      usage: z.string().optional(),
      purpose: z.string().optional(),
      limitations: z.string().optional(),
      authoritativeDefinitions: definitionsSchema.optional(),
      customProperties: customPropertiesSchema.optional(),
    })
    .optional(),
  domain: z.string().optional(),
  schema: z.array(schemaObjectSchema).optional(),
  support: z.array(supportSchema).optional(),
  price: z
    .strictObject({
      id: stableIdSchema.optional(),
      priceAmount: z.number().optional(),
      priceCurrency: z.string().optional(),
      priceUnit: z.string().optional(),
    })
    .optional(),
  team: z.union([teamSchema, z.array(teamMemberSchema)]).optional(),
  roles: z.array(roleSchema).optional(),
  slaDefaultElement: z.string().optional(),
  slaProperties: z.array(promiseSchema).optional(),
  authoritativeDefinitions: definitionsSchema.optional(),
  customProperties: customPropertiesSchema.optional(),
  contractCreatedTs: z.iso.datetime({ offset: true }).optional(),
});
export type OdcsDocument = z.infer<typeof odcsSchema>;

/** A difference of two contracts, as a reader of the first one sees it. */
export const contractChangeSchema = z.object({
  change: z.enum([
    'field-removed',
    'field-added',
    'type-changed',
    'unit-changed',
    'became-optional',
    'became-required',
    'range-narrowed',
    'range-widened',
    'length-narrowed',
    'length-widened',
    'pattern-changed',
    'dims-changed',
    'metric-changed',
    'space-changed',
    'values-not-comparable',
    'enum-value-removed',
    'enum-value-added',
    'promise-weakened',
    'promise-strengthened',
    'expectation-weakened',
    'expectation-strengthened',
    'end-of-life-earlier',
    'end-of-life-later',
    'said-otherwise',
  ]),
  /** Where: `image_embedding.vector`, `slaProperties.coverage`. */
  path: z.string(),
  before: z.json(),
  after: z.json(),
  /** Whether a reader that relied on what was before must change. */
  breaking: z.boolean(),
});
export type ContractChange = z.infer<typeof contractChangeSchema>;
