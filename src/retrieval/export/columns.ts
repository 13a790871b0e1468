import { z } from 'zod';
import { dimensionsOf } from '../../contracts/vector.ts';
import { signalValues, type SignalName } from '../../contracts/values.ts';
import { findExtractor } from '../../signals/table.ts';
import type { ExportRow } from './rows.ts';

/** A column of a flat export: a number, a text, a vector, or anything else as JSON. */
export interface ExportColumn {
  readonly name: string;
  readonly type: 'number' | 'text' | 'vector' | 'json';
  valueOf(row: ExportRow): unknown;
}

/** The columns of the named signals: `signal.field` for each field of a value. */
export function columnsOf(names: readonly SignalName[]): ExportColumn[] {
  return [
    { name: 'id', type: 'text', valueOf: ({ id }) => id },
    ...names.flatMap((name): ExportColumn[] => {
      if (findExtractor(name)?.extractParts) {
        return [{ name, type: 'json', valueOf: ({ values }) => values.get(name) }];
      }
      return Object.entries(signalValues[name].shape).map(([field, schema]) => ({
        name: `${name}.${field}`,
        type: typeOf(schema),
        valueOf: ({ values }) => fieldOf(values.get(name), field),
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
