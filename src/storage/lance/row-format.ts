import { Field, Float64, Schema, Utf8, type Table } from 'apache-arrow';
import { z } from 'zod';
import type { SignalName, SignalValue } from '../../contracts/values.ts';
import { arrowFieldsOf } from './arrow-schema.ts';
import { arrowTableOf } from './arrow-table.ts';
import { plainValueOf } from './plain-value.ts';
import type { RecordHead, SignalRecord } from './signal-table.ts';

/** How the records of one version of one signal lie in a table. */
export interface RowFormat<Name extends SignalName = SignalName> {
  readonly schema: Schema;
  tableOf(records: readonly SignalRecord<Name>[]): Table;
  /** @throws ZodError where a row is not of the schema. */
  recordOf(row: unknown): SignalRecord<Name>;
}

const headFields = [
  new Field('item', new Utf8(), false),
  new Field('part', new Utf8(), false),
  new Field('status', new Utf8(), false),
  new Field('reason', new Utf8(), true),
  new Field('input', new Utf8(), false),
  new Field('computed_at', new Float64(), false),
];

const headSchema = z.object({
  item: z.string(),
  part: z.string(),
  status: z.enum(['ok', 'abstained', 'failed']),
  reason: z.string().nullable().default(null),
  input: z.string(),
  computed_at: z.number(),
});

/** The columns that every table has. */
export const headColumns = headFields.map(({ name }) => name);

export function rowFormatOf<Name extends SignalName>(shape: z.ZodObject): RowFormat<Name> {
  const schema = new Schema([...headFields, ...arrowFieldsOf(shape)]);
  const nothing = Object.fromEntries(Object.keys(shape.shape).map((column) => [column, null]));
  return {
    schema,
    tableOf: (records) =>
      arrowTableOf(
        schema,
        records.map(({ computedAt, value, ...head }) => ({
          ...nothing,
          ...head,
          computed_at: computedAt,
          ...value,
        })),
      ),
    recordOf(row) {
      const plain = plainValueOf(row);
      const head = headOf(plain);
      if (head.status !== 'ok') return { ...head, value: null };
      // The columns were made from this schema, so that what they hold is of its type.
      return { ...head, value: shape.parse(plain) as SignalValue<Name> };
    },
  };
}

/** The head of a row that holds at least those columns. */
export function headOf(row: unknown): RecordHead {
  const { computed_at: computedAt, ...head } = headSchema.parse(plainValueOf(row));
  return { ...head, computedAt };
}

/** Items in order, and the parts of each: `k2` before `k10`. */
export function byItemAndPart(a: RecordHead, b: RecordHead): number {
  if (a.item !== b.item) return a.item < b.item ? -1 : 1;
  return byPart(a, b);
}

export function byPart(a: Pick<RecordHead, 'part'>, b: Pick<RecordHead, 'part'>): number {
  return a.part.localeCompare(b.part, 'en', { numeric: true });
}
