import { z } from 'zod';
import type { NamedProperty, OdcsProperty } from '../../../contracts/odcs-property.ts';

type NamelessProperty = Omit<OdcsProperty, 'name'>;

/** What a JSON schema of a signal's values is made of. */
const jsonTypeSchema = z.object({
  type: z.enum(['object', 'array', 'string', 'number', 'integer', 'boolean']),
  enum: z.array(z.string()).optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  required: z.array(z.string()).optional(),
  get items() {
    return jsonTypeSchema.optional();
  },
  get properties() {
    return z.record(z.string(), jsonTypeSchema).optional();
  },
});
type JsonType = z.infer<typeof jsonTypeSchema>;

type Units = Readonly<Record<string, string>>;

/** The columns of a version's values, with units by path. Each is null where a row has no value. */
export function valueProperties(schema: z.ZodObject, units: Units): NamedProperty[] {
  const { properties = {} } = jsonTypeSchema.parse(z.toJSONSchema(schema));
  return Object.entries(properties).map(([name, type]) => ({
    name,
    ...propertyOf(type, name, units),
    required: false,
  }));
}

/** The columns that every signal has. */
export const headProperties: NamedProperty[] = [
  {
    name: 'item',
    logicalType: 'string',
    required: true,
    primaryKey: true,
    primaryKeyPosition: 1,
    description: 'The id of the item.',
  },
  {
    name: 'part',
    logicalType: 'string',
    required: true,
    primaryKey: true,
    primaryKeyPosition: 2,
    description:
      'Empty for the item itself; 1, 2 … for further pictures, k0, k1 … for keyframes, o0, o1 … for objects.',
  },
  {
    name: 'status',
    logicalType: 'string',
    required: true,
    description:
      'ok: there is a value. abstained: there is nothing to say. failed: it could not be looked at.',
    quality: [validValues(['ok', 'abstained', 'failed'])],
  },
  {
    name: 'reason',
    logicalType: 'string',
    required: false,
    description: 'Why there is no value; null where there is one.',
  },
  {
    name: 'input',
    logicalType: 'string',
    required: true,
    description: 'Digest of all that the value was computed from.',
  },
  {
    name: 'computed_at',
    logicalType: 'number',
    required: true,
    description: 'When the value was computed.',
    customProperties: [{ property: 'unit', value: 'milliseconds since 1970-01-01T00:00Z' }],
  },
];

function propertyOf(type: JsonType, path: string, units: Units): NamelessProperty {
  switch (type.type) {
    case 'object':
      return {
        logicalType: 'object',
        properties: Object.entries(type.properties ?? {}).map(([name, field]) => ({
          name,
          ...propertyOf(field, `${path}.${name}`, units),
          required: type.required?.includes(name) ?? false,
        })),
      };
    case 'array':
      return {
        logicalType: 'array',
        ...options({ minItems: type.minItems, maxItems: type.maxItems }),
        ...(type.items && { items: propertyOf(type.items, `${path}[]`, units) }),
      };
    case 'string':
      return {
        logicalType: 'string',
        ...options({ pattern: type.pattern }),
        ...(type.enum && { quality: [validValues(type.enum)] }),
      };
    case 'number':
    case 'integer':
      return {
        logicalType: type.type,
        ...options({ minimum: bound(type.minimum), maximum: bound(type.maximum) }),
        ...unitOf(units[path]),
      };
    case 'boolean':
      return { logicalType: 'boolean' };
  }
}

/** The standard says which words there are as a check that none other is found. */
function validValues(values: readonly string[]) {
  return {
    name: 'valid-values',
    type: 'library' as const,
    metric: 'invalidValues' as const,
    arguments: { validValues: [...values] },
    mustBe: 0,
  };
}

function unitOf(unit: string | undefined): NamelessProperty {
  return unit === undefined ? {} : { customProperties: [{ property: 'unit', value: unit }] };
}

/** That an integer is one that JavaScript can hold is no bound of the signal's. */
function bound(value: number | undefined): number | undefined {
  return Math.abs(value ?? 0) >= Number.MAX_SAFE_INTEGER ? undefined : value;
}

function options(given: NonNullable<OdcsProperty['logicalTypeOptions']>): NamelessProperty {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return Object.keys(set).length === 0 ? {} : { logicalTypeOptions: set };
}
