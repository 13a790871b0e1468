import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { asyncApiDocument } from '../../../src/app/api/changes/asyncapi-document.ts';
import { changeTypes } from '../../../src/contracts/changes.ts';

const document = asyncApiDocument();

test('docs/asyncapi.yaml is what the schemas say (node --import tsx scripts/make-asyncapi.ts)', async () => {
  const text = await readFile(new URL('../../../docs/asyncapi.yaml', import.meta.url), 'utf8');
  expect(parse(text)).toEqual(document);
});

test('asyncApiDocument() describes every type of event, and refers to nothing that is not there', () => {
  const references: string[] = [];
  JSON.stringify(document, (key, value: unknown) => {
    if (key === '$ref' && typeof value === 'string') references.push(value);
    return value;
  });
  for (const type of changeTypes) {
    expect(references).toContain(`#/components/schemas/${type}`);
    expect(references).toContain(`#/channels/changes/messages/${type}`);
    expect(references).toContain(`#/channels/webhook/messages/${type}`);
  }
  for (const reference of references) expect(resolve(reference), reference).toBeTypeOf('object');
});

function resolve(reference: string): unknown {
  return reference
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      document,
    );
}
