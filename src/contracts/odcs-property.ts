import { z } from 'zod';

/**
 * Parts of a document of the Open Data Contract Standard 3.1.0 (Bitol): custom properties, quality
 * and the properties of a table.
 */

export const stableIdSchema = z.string().regex(/^[A-Za-z0-9_-]+$/);
export const tagsSchema = z.array(z.string());

export const customPropertiesSchema = z.array(
  z.strictObject({
    id: stableIdSchema.optional(),
    property: z.string(),
    value: z.json(),
    description: z.string().optional(),
  }),
);

export const definitionsSchema = z.array(
  z.strictObject({
    id: stableIdSchema.optional(),
    url: z.string(),
    type: z.string(),
    description: z.string().optional(),
  }),
);

const twoNumbers = z
  .array(z.number())
  .length(2)
  .refine(([a, b]) => a !== b, 'Expected two different numbers.');

const operators = {
  mustBe: z.json().optional(),
  mustNotBe: z.json().optional(),
  mustBeGreaterThan: z.number().optional(),
  mustBeGreaterOrEqualTo: z.number().optional(),
  mustBeLessThan: z.number().optional(),
  mustBeLessOrEqualTo: z.number().optional(),
  mustBeBetween: twoNumbers.optional(),
  mustNotBeBetween: twoNumbers.optional(),
};

/** The words that bound a measured quality; a check has one of them. */
export const qualityOperators = Object.keys(operators) as (keyof typeof operators)[];

const qualitySchema = z
  .strictObject({
    id: stableIdSchema.optional(),
    authoritativeDefinitions: definitionsSchema.optional(),
    businessImpact: z.string().optional(),
    customProperties: customPropertiesSchema.optional(),
    description: z.string().optional(),
    dimension: z
      .enum([
        'accuracy',
        'completeness',
        'conformity',
        'consistency',
        'coverage',
        'timeliness',
        'uniqueness',
      ])
      .optional(),
    method: z.string().optional(),
    name: z.string().optional(),
    schedule: z.string().optional(),
    scheduler: z.string().optional(),
    severity: z.string().optional(),
    tags: tagsSchema.optional(),
    type: z.enum(['text', 'library', 'sql', 'custom']).optional(),
    unit: z.string().optional(),
    metric: z
      .enum(['nullValues', 'missingValues', 'invalidValues', 'duplicateValues', 'rowCount'])
      .optional(),
    rule: z.string().optional(),
    arguments: z.record(z.string(), z.json()).optional(),
    query: z.string().optional(),
    engine: z.string().optional(),
    implementation: z.union([z.string(), z.record(z.string(), z.json())]).optional(),
    ...operators,
  })
  .check(({ value, issues }) => {
    const kind = value.type ?? (value.metric === undefined ? undefined : 'library');
    const needed = kind === undefined ? [] : neededOf[kind];
    for (const field of needed) {
      if (value[field] === undefined) issues.push(missing(field, value));
    }
    const bounds = qualityOperators.filter((operator) => value[operator] !== undefined);
    if ((kind === 'library' || kind === 'sql') && bounds.length !== 1) {
      issues.push({
        code: 'custom',
        message: `Expected one of ${qualityOperators.join(', ')}, got ${bounds.join(' and ') || 'none'}.`,
        input: value,
      });
    }
  });
export type OdcsQuality = z.infer<typeof qualitySchema>;

const neededOf = {
  text: [],
  library: ['metric'],
  sql: ['query'],
  custom: ['engine', 'implementation'],
} as const;

function missing(field: string, input: unknown) {
  return { code: 'custom' as const, message: `Expected ${field}, got none.`, path: [field], input };
}

const count = z.number().int().min(0);
const bound = z.union([z.number(), z.string()]);

const typeOptionsSchema = z.strictObject({
  minLength: count.optional(),
  maxLength: count.optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
  multipleOf: z.number().positive().optional(),
  minimum: bound.optional(),
  maximum: bound.optional(),
  exclusiveMinimum: bound.optional(),
  exclusiveMaximum: bound.optional(),
  timezone: z.boolean().optional(),
  defaultTimezone: z.string().optional(),
  minItems: count.optional(),
  maxItems: count.optional(),
  uniqueItems: z.boolean().optional(),
  minProperties: count.optional(),
  maxProperties: count.optional(),
  required: z.array(z.string()).min(1).optional(),
});

const logicalTypes = [
  'string',
  'date',
  'timestamp',
  'time',
  'number',
  'integer',
  'object',
  'array',
  'boolean',
] as const;

const dateOptions = ['format', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];
const numberOptions = [...dateOptions, 'multipleOf'];

/** Which options a type has; a boolean may have any. */
const optionsOf: Readonly<Partial<Record<(typeof logicalTypes)[number], readonly string[]>>> = {
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  date: dateOptions,
  timestamp: [...dateOptions, 'timezone', 'defaultTimezone'],
  time: [...dateOptions, 'timezone', 'defaultTimezone'],
  number: numberOptions,
  integer: numberOptions,
  object: ['minProperties', 'maxProperties', 'required'],
  array: ['minItems', 'maxItems', 'uniqueItems'],
};

export const elementFields = {
  id: stableIdSchema.optional(),
  name: z.string().optional(),
  physicalType: z.string().optional(),
  description: z.string().optional(),
  businessName: z.string().optional(),
  authoritativeDefinitions: definitionsSchema.optional(),
  tags: tagsSchema.optional(),
  customProperties: customPropertiesSchema.optional(),
  physicalName: z.string().optional(),
  quality: z.array(qualitySchema).optional(),
  /** What they refer to is not looked at. */
  relationships: z.array(z.record(z.string(), z.json())).optional(),
};

const propertyFields = {
  ...elementFields,
  primaryKey: z.boolean().optional(),
  primaryKeyPosition: z.number().int().optional(),
  logicalType: z.enum(logicalTypes).optional(),
  logicalTypeOptions: typeOptionsSchema.optional(),
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  partitioned: z.boolean().optional(),
  partitionKeyPosition: z.number().int().optional(),
  classification: z.string().optional(),
  encryptedName: z.string().optional(),
  transformSourceObjects: z.array(z.string()).optional(),
  transformLogic: z.string().optional(),
  transformDescription: z.string().optional(),
  criticalDataElement: z.boolean().optional(),
};

type PropertyFields = z.infer<z.ZodObject<typeof propertyFields>>;

/** A column of a table, a field of an object, or an element of an array, which needs no name. */
export interface OdcsProperty extends PropertyFields {
  properties?: NamedProperty[] | undefined;
  items?: OdcsProperty | undefined;
}

export interface NamedProperty extends OdcsProperty {
  name: string;
}

const nested = {
  properties: z.array(z.lazy(() => odcsPropertySchema)).optional(),
  items: z.lazy(() => itemPropertySchema).optional(),
};

const itemPropertySchema: z.ZodType<OdcsProperty> = z
  .strictObject({ ...propertyFields, ...nested })
  .check(checkOptions);

export const odcsPropertySchema: z.ZodType<NamedProperty> = z
  .strictObject({ ...propertyFields, ...nested, name: z.string() })
  .check(checkOptions);

function checkOptions({ value, issues }: z.core.ParsePayload<PropertyFields>): void {
  const { logicalType, logicalTypeOptions = {} } = value;
  const known = logicalType === undefined ? undefined : optionsOf[logicalType];
  if (known === undefined) return;
  for (const option of Object.keys(logicalTypeOptions).filter((each) => !known.includes(each))) {
    issues.push({
      code: 'custom',
      message: `Expected only ${known.join(', ')} of type ${logicalType ?? ''}.`,
      path: ['logicalTypeOptions', option],
      input: value,
    });
  }
}
