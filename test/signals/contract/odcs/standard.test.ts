import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { UnderstoryError } from '../../../../src/base/errors.ts';
import type { OdcsDocument } from '../../../../src/contracts/odcs.ts';
import { parseContract } from '../../../../src/signals/contract/odcs/parse.ts';
import { builtInSignals } from '../../../../src/signals/table.ts';
import { dataFolder, withoutData } from '../../../fixtures/data.ts';
import { contractOf } from './contract-of.ts';

const refs = builtInSignals.refs;
const standard = join(dataFolder() ?? '', '..', 'specs', 'odcs-3.1.0.schema.json');

/** The published JSON schema of the standard, which our own reading of it must agree with. */
function isOfStandard(): (document: unknown) => boolean {
  const schema = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(readFileSync(standard, 'utf8')));
  const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
  return (document) => validate(document) === true;
}

const isRead = (document: unknown): boolean => {
  try {
    parseContract(JSON.stringify(document), 'a file');
    return true;
  } catch (error) {
    if (error instanceof UnderstoryError) return false;
    throw error;
  }
};

/** Documents that the standard refuses, and one thing changed that it does not mind. */
const changed: readonly (readonly [string, (document: OdcsDocument) => unknown])[] = [
  ['another kind', (document) => ({ ...document, kind: 'Thing' })],
  ['another version of the standard', (document) => ({ ...document, apiVersion: 'v9' })],
  ['no id', ({ id: _id, ...document }) => document],
  ['a field too many', (document) => ({ ...document, colour: 'red' })],
  [
    'a promise without a value',
    (document) => ({ ...document, slaProperties: [{ property: 'x' }] }),
  ],
  [
    'a list for a value',
    (document) => ({ ...document, slaProperties: [{ property: 'x', value: [] }] }),
  ],
  ['a table without a name', (document) => ({ ...document, schema: [{ properties: [] }] })],
  ['a property of no type', (document) => withProperty(document, { logicalType: 'vector' })],
  [
    'an option of another type',
    (document) =>
      withProperty(document, { logicalType: 'string', logicalTypeOptions: { minimum: 1 } }),
  ],
  [
    'an element that is nothing',
    (document) => withProperty(document, { logicalType: 'array', items: { logicalType: 'x' } }),
  ],
  ['a check of no engine', (document) => withQuality(document, { type: 'custom' })],
  ['a check with no metric', (document) => withQuality(document, { type: 'library', mustBe: 1 })],
  ['a check with no bound', (document) => withQuality(document, { metric: 'rowCount' })],
  [
    'a check with two bounds',
    (document) => withQuality(document, { metric: 'rowCount', mustBe: 1, mustBeLessThan: 3 }),
  ],
  [
    'a good check',
    (document) => withQuality(document, { metric: 'rowCount', mustBeBetween: [1, 9] }),
  ],
  [
    'a good price',
    (document) => ({ ...document, price: { priceAmount: 1.5, priceCurrency: 'EUR' } }),
  ],
  [
    'a member without a name',
    (document) => ({ ...document, team: { members: [{ role: 'owner' }] } }),
  ],
  ['members as a list', (document) => ({ ...document, team: [{ username: 'ada' }] })],
];

function withProperty(document: OdcsDocument, property: object): unknown {
  return { ...document, schema: [{ name: 't', properties: [{ name: 'p', ...property }] }] };
}

function withQuality(document: OdcsDocument, quality: object): unknown {
  return { ...document, schema: [{ name: 't', quality: [quality] }] };
}

test.skipIf(!existsSync(standard))(
  `odcsOf() gives every signal a contract that the published schema of ODCS 3.1.0 accepts ${withoutData}`,
  () => {
    const isValid = isOfStandard();
    for (const ref of refs) expect(isValid(contractOf(ref)), ref).toBe(true);
  },
);

test.skipIf(!existsSync(standard))(
  `parseContract() accepts and refuses what the published schema does ${withoutData}`,
  () => {
    const isValid = isOfStandard();
    for (const [what, change] of changed) {
      const document = change(contractOf('safety@1'));
      expect(isRead(document), what).toBe(isValid(document));
    }
  },
);

test('parseContract() reads what was printed, as YAML and as JSON', () => {
  for (const ref of refs) {
    const document = contractOf(ref);
    expect(parseContract(stringify(document), 'a file')).toEqual(document);
    expect(parseContract(JSON.stringify(document), 'a file')).toEqual(document);
  }
});

test('parseContract() says where a contract is wrong, what was expected and what was got', () => {
  const wrong = stringify({
    ...contractOf('ocr@1'),
    kind: 'Thing',
    slaProperties: [{ property: 1 }],
  });
  expect(() => parseContract(wrong, 'mine.yaml')).toThrow(
    /mine\.yaml is no contract.*kind: .*"DataContract" \(got "Thing"\).*slaProperties\.0\.property: .*string.*\(got 1\)/s,
  );
  expect(() => parseContract('a: [1', 'mine.yaml')).toThrow('Expected YAML or JSON in mine.yaml');
  expect(() => parseContract('x'.repeat(2_000_000), 'mine.yaml')).toThrow('at most 1000000');
});

test('parseContract() refuses a small file that would become a large document', () => {
  const levels = Array.from({ length: 12 }, (_, at) =>
    at === 0
      ? 'l0: &l0 [x, x, x, x, x, x, x, x, x]'
      : `l${at}: &l${at} [${Array(9)
          .fill(`*l${at - 1}`)
          .join(', ')}]`,
  );
  expect(() => parseContract(levels.join('\n'), 'bomb.yaml')).toThrow('Expected YAML or JSON');
});

test('parseContract() refuses a value that lies in itself', () => {
  expect(() => parseContract('a: &a\n  b: *a\n', 'mine.yaml')).toThrow(
    /^Expected YAML or JSON in mine\.yaml, got none: .*circular.*\.$/,
  );
});
