import { z } from 'zod';

/**
 * Where in a value: names separated by dots, `[]` for every element of a list and `*` for every
 * field of an object, as in `objects[].score` or `image.*`.
 */
const pathSchema = z
  .string()
  .regex(
    /^([a-zA-Z]\w*(\[\])?|\*)(\.([a-zA-Z]\w*(\[\])?|\*))*$/,
    'Expected a path as in objects[].score',
  );

const share = z.number().min(0).max(1);

/** What must be true of the rows of a version of a signal, checked on every shard and on demand. */
export const expectationSchema = z.discriminatedUnion('expect', [
  /** At most this share of the rows says that the signal could not look. */
  z.strictObject({ expect: z.literal('failed-rate'), most: share }),
  /**
   * At most this share of the rows has no value, those left out whose reason is among `besides`:
   * there was nothing to look at.
   */
  z.strictObject({
    expect: z.literal('null-rate'),
    most: share,
    besides: z.array(z.string()).readonly().default([]),
  }),
  /** Every number there lies between these, both included. */
  z.strictObject({
    expect: z.literal('range'),
    path: pathSchema,
    least: z.number().optional(),
    most: z.number().optional(),
  }),
  /** Every list there has so many elements. */
  z.strictObject({
    expect: z.literal('length'),
    path: pathSchema,
    least: z.number().int().min(0).optional(),
    most: z.number().int().min(0).optional(),
  }),
  /** The numbers there add up, in each row, to something between these. */
  z.strictObject({
    expect: z.literal('sum'),
    path: pathSchema,
    least: z.number().optional(),
    most: z.number().optional(),
  }),
  /** The vector there has this Euclidean length, give or take. */
  z.strictObject({
    expect: z.literal('norm'),
    path: pathSchema,
    is: z.number().positive(),
    within: z.number().positive(),
  }),
  /**
   * The words there are as frequent as they were: the total variation distance, 0 (equal) to
   * 1 (nothing in common), from what was found before is at most this.
   */
  z.strictObject({ expect: z.literal('distribution'), path: pathSchema, most: share }),
  /** Every item has so many rows. */
  z.strictObject({
    expect: z.literal('rows'),
    least: z.number().int().min(0),
    most: z.number().int().min(1).optional(),
  }),
]);
export type Expectation = z.infer<typeof expectationSchema>;

/** A row that is not as expected. */
export const failingExampleSchema = z.object({
  item: z.string(),
  part: z.string(),
  got: z.string(),
});
export type FailingExample = z.infer<typeof failingExampleSchema>;

/** At most so many examples are kept of one check. */
export const mostExamples = 10;

/** What came of checking one expectation, or one promise, on some rows. */
export const checkResultSchema = z.object({
  /** `norm vector`, `null-rate`, `coverage`: one of each in a contract. */
  expectation: z.string(),
  /** In words, for people. */
  expected: z.string(),
  /** Rows that were looked at. */
  rows: z.number(),
  failing: z.number(),
  /** The rate, extreme or distance that was compared; null where there was nothing to measure. */
  measured: z.number().nullable(),
  ok: z.boolean(),
  examples: z.array(failingExampleSchema).max(mostExamples),
});
export type CheckResult = z.infer<typeof checkResultSchema>;
