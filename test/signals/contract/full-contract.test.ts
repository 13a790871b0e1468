import { expect, test } from 'vitest';
import { expectationSchema } from '../../../src/contracts/expectation.ts';
import { fullContractOf, semanticVersionOf } from '../../../src/signals/contract/full-contract.ts';
import { lineageOf, lineageOfAll } from '../../../src/signals/contract/lineage.ts';
import { fieldsOf } from '../../../src/signals/contract/odcs/fields.ts';
import { nameOfExpectation } from '../../../src/signals/expectations/expectation-words.ts';
import { builtInSignals } from '../../../src/signals/table.ts';
import { contractOf } from './odcs/contract-of.ts';

const refs = builtInSignals.refs;

test.each(refs)('fullContractOf(%s) speaks only of fields that its values have', (ref) => {
  const { name, units, expectations } = fullContractOf(ref, builtInSignals);
  const fields = new Set(fieldsOf(contractOf(ref)).keys());
  const has = (path: string) => {
    const pattern = `${name}.${path}`.replace(/[.[\]]/g, '\\$&').replaceAll('*', '[a-zA-Z]+');
    return [...fields].some((field) => new RegExp(`^${pattern}$`).test(field));
  };
  for (const path of Object.keys(units)) expect(has(path), path).toBe(true);
  for (const expectation of expectations) {
    expect(expectationSchema.parse(expectation)).toEqual(expectation);
    if ('path' in expectation) expect(has(expectation.path), expectation.path).toBe(true);
  }
});

test.each(refs)('fullContractOf(%s) leaves nothing out and tells each minor version', (ref) => {
  const contract = fullContractOf(ref, builtInSignals);
  const names = contract.expectations.map(nameOfExpectation);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['failed-rate', 'rows']));
  expect(contract.changelog.map(({ minor }) => minor)).toEqual(
    Array.from({ length: contract.minor + 1 }, (_, minor) => minor),
  );
  expect(semanticVersionOf(contract)).toBe(`${contract.version}.${contract.minor}.0`);
  expect(contract.meaning.length).toBeGreaterThan(100);
  expect(contract.space !== null).toBe(contract.kind === 'embedding');
});

test('lineageOf() leads from every signal back to the source, and never in a circle', () => {
  const { edges } = lineageOfAll(builtInSignals);
  for (const ref of refs) {
    const above = new Set<string>();
    const climb = (id: string) => {
      for (const { from } of edges.filter(({ to }) => to === id)) {
        if (above.has(from)) continue;
        above.add(from);
        climb(from);
      }
    };
    climb(ref);
    expect(above.has('source'), ref).toBe(true);
    expect(above.has(ref), ref).toBe(false);
  }
});

test('lineageOf() holds what a signal comes from and what comes from it, and nothing else', () => {
  const ids = new Set(lineageOf(['objects@1'], builtInSignals).nodes.map(({ id }) => id));
  expect(ids).toEqual(
    new Set([
      'source',
      'image',
      'model:centernet',
      'objects@1',
      'crop_embedding@1',
      'crop_embedding@2',
      'topics@1',
    ]),
  );
});
