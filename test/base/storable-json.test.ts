import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storableJson } from '../../src/base/storable-json.ts';
import { openInstallation, type Installation } from '../fixtures/installation.ts';

let installation: Installation;

beforeAll(async () => {
  installation = await openInstallation();
}, 60_000);
afterAll(() => installation.close());

const storedAs = async (json: string): Promise<unknown> => {
  const { rows } = await sql<{ value: unknown }>`select ${json}::jsonb as value`.execute(
    installation.db,
  );
  return rows[0]?.value;
};

describe('storableJson()', () => {
  test.each([
    ['half a surrogate pair', 'a\uD83Db'],
    ['the character U+0000', 'a\0b'],
  ])('gives JSON that PostgreSQL takes where text holds %s', async (_, text) => {
    await expect(storedAs(JSON.stringify([text]))).rejects.toThrow();
    expect(await storedAs(storableJson([{ in: [text] }]))).toEqual([{ in: ['a\uFFFDb'] }]);
    expect(await storedAs(storableJson({ [text]: { [text]: 1 } }))).toEqual({
      'a\uFFFDb': { 'a\uFFFDb': 1 },
    });
  });

  test('leaves everything else as JSON.stringify gives it', () => {
    const value = { a: [1, null, 'grün 🌿'], b: { c: true, d: undefined }, e: new Date(0) };
    expect(storableJson(value)).toBe(JSON.stringify(value));
  });
});
