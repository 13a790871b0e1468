import { connect } from '@lancedb/lancedb';
import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { vectorSchema } from '../../../src/contracts/vector.ts';
import { recordsIn } from '../../../src/storage/lance/records-in.ts';
import { rowFormatOf } from '../../../src/storage/lance/row-format.ts';
import type { SignalRecord } from '../../../src/storage/lance/signal-table.ts';

const folder = await mkdtemp(join(tmpdir(), 'understory-records-'));
afterAll(() => rm(folder, { recursive: true }));

const shape = z.object({
  text: z.string(),
  maybe: z.string().optional(),
  flag: z.boolean(),
  count: z.number().int(),
  vector: vectorSchema(3),
  inner: z.object({ a: z.number(), b: z.string() }).optional(),
  list: z.array(z.object({ label: z.string(), points: z.array(z.number()) })),
});

const texts = fc.string({ unit: 'grapheme', maxLength: 6 });
const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
const value = fc.record(
  {
    text: texts,
    maybe: texts,
    flag: fc.boolean(),
    count: fc.integer({ min: -9, max: 9 }),
    vector: fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), {
      minLength: 3,
      maxLength: 3,
    }),
    inner: fc.record({ a: numbers, b: texts }),
    list: fc.array(fc.record({ label: texts, points: fc.array(numbers, { maxLength: 3 }) }), {
      maxLength: 3,
    }),
  },
  { requiredKeys: ['text', 'flag', 'count', 'vector', 'list'] },
);
const outcome = fc.oneof(
  value.map((of) => ({ status: 'ok' as const, reason: null, value: of })),
  texts.map((reason) => ({ status: 'abstained' as const, reason, value: null })),
);

test('recordsIn() gives what was written, and what rows give one by one', async () => {
  const connection = await connect(folder);
  const format = rowFormatOf(shape);
  const table = await connection.createEmptyTable('any', format.schema);
  await fc.assert(
    fc.asyncProperty(fc.array(outcome, { minLength: 1, maxLength: 20 }), async (outcomes) => {
      // The schema of this test is of no signal.
      const written = outcomes.map((each, at) => ({
        item: `item ${String(at).padStart(2, '0')}`,
        part: '',
        input: 'i',
        computedAt: at,
        ...each,
      })) as unknown as SignalRecord[];
      await table.delete('true');
      await table.add(format.tableOf(written));
      const rows = await table.query().toArrow();
      const byItem = (a: SignalRecord, b: SignalRecord) => (a.item < b.item ? -1 : 1);
      const read = recordsIn(rows, format.schema).toSorted(byItem);
      const one = rows.toArray().map((row: unknown) => format.recordOf(row));
      expect(read).toEqual(one.toSorted(byItem));
      expect(read).toEqual(written);
    }),
    { seed: 5, numRuns: 25 },
  );
});

test('recordsIn() refuses rows that lack a column', async () => {
  const connection = await connect(folder);
  const format = rowFormatOf(shape);
  const other = rowFormatOf(z.object({ text: z.string() }));
  const table = await connection.createEmptyTable('other', other.schema);
  const record = { item: 'a', part: '', status: 'ok', reason: null, input: '', computedAt: 0 };
  await table.add(other.tableOf([{ ...record, value: { text: 'x' } } as unknown as SignalRecord]));
  const rows = await table.query().toArrow();
  expect(() => recordsIn(rows, format.schema)).toThrow('The rows have no column maybe.');
});
