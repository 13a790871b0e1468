import { assert, constantFrom, property, nat } from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import {
  odcsSchema,
  type ContractChange,
  type OdcsDocument,
} from '../../../../src/contracts/odcs.ts';
import type { OdcsProperty } from '../../../../src/contracts/odcs-property.ts';
import { compareContracts } from '../../../../src/signals/contract/odcs/compare.ts';
import { builtInSignals } from '../../../../src/signals/table.ts';
import { contractOf } from './contract-of.ts';

const refs = builtInSignals.refs;
const anyRef = constantFrom(...refs);

/** The same contract, with one thing changed in a copy. */
function changed(document: OdcsDocument, change: (copy: OdcsDocument) => void): OdcsDocument {
  const copy = structuredClone(document);
  change(copy);
  return odcsSchema.parse(copy);
}

function propertiesOf(document: OdcsDocument): OdcsProperty[] {
  const all: OdcsProperty[] = (document.schema ?? []).flatMap((table) => table.properties ?? []);
  for (const each of all) all.push(...(each.properties ?? []), ...(each.items ? [each.items] : []));
  return all;
}

interface Breaking {
  readonly change: ContractChange['change'];
  /** Whether a property can be changed so. */
  readonly fits: (property: OdcsProperty) => boolean;
  readonly apply: (property: OdcsProperty) => void;
}

const options = (property: OdcsProperty) => property.logicalTypeOptions ?? {};
const words = (property: OdcsProperty) => property.quality?.[0]?.arguments?.validValues;

const breakingChanges: readonly Breaking[] = [
  {
    change: 'type-changed',
    fits: () => true,
    apply: (each) => {
      each.logicalType = each.logicalType === 'boolean' ? 'string' : 'boolean';
      delete each.logicalTypeOptions;
    },
  },
  {
    change: 'range-narrowed',
    fits: (each) => typeof options(each).minimum === 'number',
    apply: (each) => (options(each).minimum = Number(options(each).minimum) + 0.25),
  },
  {
    change: 'range-narrowed',
    fits: (each) => each.logicalType === 'number' && options(each).maximum === undefined,
    apply: (each) => (each.logicalTypeOptions = { ...each.logicalTypeOptions, maximum: 5 }),
  },
  {
    change: 'range-widened',
    fits: (each) => typeof options(each).maximum === 'number',
    apply: (each) => (options(each).maximum = Number(options(each).maximum) * 2),
  },
  {
    change: 'dims-changed',
    fits: (each) => options(each).minItems !== undefined,
    apply: (each) => (each.logicalTypeOptions = { minItems: 300, maxItems: 300 }),
  },
  {
    change: 'became-optional',
    fits: (each) => each.required === true,
    apply: (each) => (each.required = false),
  },
  {
    change: 'unit-changed',
    fits: (each) => each.customProperties !== undefined,
    apply: (each) => (each.customProperties = [{ property: 'unit', value: 'seconds' }]),
  },
  {
    change: 'enum-value-removed',
    fits: (each) => Array.isArray(words(each)),
    apply: (each) => void (words(each) as string[]).pop(),
  },
  {
    change: 'enum-value-added',
    fits: (each) => Array.isArray(words(each)),
    apply: (each) => void (words(each) as string[]).push('new-word'),
  },
];

test('compareContracts() finds no change in a contract compared with itself, however it was written', () => {
  assert(
    property(anyRef, (ref) => {
      const document = contractOf(ref);
      expect(compareContracts(document, document)).toEqual([]);
      const printed = odcsSchema.parse(parse(stringify(document, { sortMapEntries: true })));
      expect(compareContracts(document, printed)).toEqual([]);
    }),
  );
});

test.each(breakingChanges)(
  'compareContracts() finds $change in any field of any signal',
  (breaking) => {
    let found = 0;
    assert(
      property(anyRef, nat(1000), (ref, place) => {
        const before = contractOf(ref);
        const fitting = propertiesOf(before).filter(breaking.fits).length;
        if (fitting === 0) return;
        const after = changed(before, (copy) => {
          const each = propertiesOf(copy).filter(breaking.fits)[place % fitting];
          if (each) breaking.apply(each);
        });
        const changes = compareContracts(before, after);
        expect(changes).toContainEqual(
          expect.objectContaining({ change: breaking.change, breaking: true }),
        );
        found += 1;
      }),
      { seed: 7, numRuns: 80 },
    );
    expect(found).toBeGreaterThan(5);
  },
);

test('compareContracts() finds every field that was removed, and that adding it breaks nobody', () => {
  for (const ref of refs) {
    const before = contractOf(ref);
    for (const { name } of before.schema?.[0]?.properties ?? []) {
      const after = changed(before, ({ schema }) => {
        const [table] = schema ?? [];
        if (table) table.properties = (table.properties ?? []).filter((each) => each.name !== name);
      });
      const path = `${before.name ?? ''}.${name}`;
      const removed = compareContracts(before, after);
      expect(removed[0]).toMatchObject({ change: 'field-removed', path, breaking: true });
      const added = compareContracts(after, before);
      expect(added.some((each) => each.change === 'field-added' && each.path === path)).toBe(true);
      expect(added.filter((each) => each.breaking)).toEqual([]);
    }
  }
});

function withPromise(name: string, value: number | string | null): OdcsDocument {
  return changed(contractOf('topics@1'), (copy) => {
    copy.slaProperties = (copy.slaProperties ?? []).flatMap((promise) =>
      promise.property !== name ? [promise] : value === null ? [] : [{ ...promise, value }],
    );
  });
}

test.each([
  ['coverage', 0.9, 'promise-weakened', true],
  ['coverage', 0.99, 'promise-strengthened', false],
  ['coverage', null, 'promise-weakened', true],
  ['freshness', 100_000, 'promise-weakened', true],
  ['freshness', 60, 'promise-strengthened', false],
  ['latency', 51, 'promise-weakened', true],
  ['latency', 'soon', 'promise-weakened', true],
  ['endOfLife', '2027-05-31T00:00:00.000Z', 'end-of-life-earlier', true],
  ['endOfLife', '2027-06-02T00:00:00.000Z', 'end-of-life-later', false],
  ['endOfLife', null, 'end-of-life-later', false],
] as const)('compareContracts() finds that %s became %s: %s', (name, value, kind, breaking) => {
  expect(compareContracts(contractOf('topics@1'), withPromise(name, value))).toEqual([
    expect.objectContaining({ change: kind, path: `slaProperties.${name}`, breaking }),
  ]);
});

test('compareContracts() finds an end of life that was none before', () => {
  const [change] = compareContracts(contractOf('ocr@1', { endOfLife: null }), contractOf('ocr@1'));
  expect(change).toMatchObject({ change: 'end-of-life-earlier', before: null, breaking: true });
});

test('compareContracts() finds expectations that were loosened or dropped, and allows tighter ones', () => {
  const before = contractOf('objects@1');
  const withImplementation = (
    name: string,
    implementation: Record<string, string | number> | null,
  ) =>
    changed(before, ({ schema }) => {
      const [table] = schema ?? [];
      if (!table) return;
      table.quality = (table.quality ?? []).flatMap((quality) =>
        quality.name !== name
          ? [quality]
          : implementation === null
            ? []
            : [{ ...quality, implementation }],
      );
    });
  const range = { expect: 'range', path: 'objects[].score', most: 1 };
  const changeOf = (least: number) =>
    compareContracts(before, withImplementation('range objects[].score', { ...range, least }))[0];
  expect(changeOf(0.2)).toMatchObject({ change: 'expectation-weakened', breaking: true });
  expect(changeOf(0.4)).toMatchObject({ change: 'expectation-strengthened', breaking: false });
  const [dropped] = compareContracts(before, withImplementation('null-rate', null));
  expect(dropped).toMatchObject({ path: 'objects.quality.null-rate', after: null, breaking: true });
});

test('compareContracts() finds that another version of an embedding is another space', () => {
  const changes = compareContracts(
    contractOf('image_embedding@1'),
    contractOf('image_embedding@2'),
  );
  expect(changes.filter(({ breaking }) => breaking).map(({ change }) => change)).toEqual([
    'values-not-comparable',
    'space-changed',
    'dims-changed',
  ]);
  const euclidean = changed(contractOf('image_embedding@1'), ({ customProperties = [] }) => {
    const metric = customProperties.find(({ property: name }) => name === 'metric');
    if (metric) metric.value = 'euclidean';
  });
  expect(compareContracts(contractOf('image_embedding@1'), euclidean)).toEqual([
    expect.objectContaining({ change: 'metric-changed', before: 'cosine', breaking: true }),
  ]);
});

test('compareContracts() tells what is said otherwise, and that it breaks nobody', () => {
  const after = changed(contractOf('ocr@1'), (copy) => {
    copy.team = { name: 'another team' };
    copy.version = '1.1.0';
    copy.status = 'deprecated';
  });
  const changes = compareContracts(contractOf('ocr@1'), after);
  expect(changes.map(({ path }) => path)).toEqual(['version', 'status', 'team']);
  expect(changes.every(({ breaking, change }) => !breaking && change === 'said-otherwise')).toBe(
    true,
  );
});
