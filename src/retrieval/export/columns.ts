import { z } from 'zod';
import { dimensionsOf } from '../../contracts/vector.ts';
import type { ExportedVersion, ExportRow } from './rows.ts';

/** A column of a flat export: a number, a text, a vector, or anything else as JSON. */
export interface ExportColumn {
  readonly name: string;
  readonly type: 'number' | 'text' | 'vector' | 'json';
  valueOf(row: ExportRow): unknown;
}

/** The columns of the named signals: `signal.field` for each field of a value. */
export function columnsOf(exported: readonly ExportedVersion[]): ExportColumn[] {
  return [
    { name: 'id', type: 'text', valueOf: ({ id }) => id },
    ...exported.flatMap(({ label, hasParts, schema }): ExportColumn[] => {
      if (hasParts) {
        return [{ name: label, type: 'json', valueOf: ({ values }) => values.get(label) }];
      }
      return Object.entries<z.ZodType>(schema.shape).map(([field, type]) => ({
        name: `${label}.${field}`,
        type: typeOf(type),
        valueOf: ({ values }) => fieldOf(values.get(label), field),
      }));
    }),
  ];
}

function typeOf(schema: z.ZodType): ExportColumn['type'] {
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodString || schema instanceof z.ZodEnum) return 'text';
  return dimensionsOf(schema) === undefined ? 'json' : 'vector';
}

function fieldOf(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return null;
  return (value as Record<string, unknown>)[field] ?? null;
}
