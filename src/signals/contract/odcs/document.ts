import { z } from 'zod';
import type { OdcsDocument } from '../../../contracts/odcs.ts';
import type { OdcsQuality } from '../../../contracts/odcs-property.ts';
import type { Expectation } from '../../../contracts/expectation.ts';
import type { SignalKind } from '../../../contracts/signal.ts';
import type { SignalRef } from '../../../contracts/signal-ref.ts';
import type { VersionContract } from '../../../contracts/signals-api.ts';
import { describeExpectation, nameOfExpectation } from '../../expectations/expectation-words.ts';
import type { SignalRegistry } from '../../registry.ts';
import { fullContractOf, semanticVersionOf } from '../full-contract.ts';
import { lineageOf } from '../lineage.ts';
import { headProperties, valueProperties } from './properties.ts';

/** What is known of a version here and is not in its code. */
export type ContractFacts = Pick<
  VersionContract,
  'state' | 'endOfLife' | 'cpuSecondsPer1000' | 'consumers'
>;

/** Its versions share an id, by which a file finds the contract that it is compared with. */
export function contractIdOf(name: string): string {
  return `urn:understory:signal:${name}`;
}

const implementationSchema = z.record(z.string(), z.json());

/** What two values are compared by. */
const metrics: Readonly<Partial<Record<SignalKind, string>>> = {
  embedding: 'cosine',
  hash: 'hamming',
};

export function metricOfKind(kind: SignalKind): string | undefined {
  return metrics[kind];
}

const statusOf: Readonly<Record<ContractFacts['state'], string>> = {
  defined: 'draft',
  building: 'draft',
  live: 'active',
  kept: 'active',
  deprecated: 'deprecated',
  dropped: 'retired',
};

/** The contract of a version as a document of the Open Data Contract Standard 3.1.0. */
export function odcsOf(
  ref: SignalRef,
  facts: ContractFacts,
  registry: SignalRegistry,
): OdcsDocument {
  const contract = fullContractOf(ref, registry);
  const { name, version, kind, owner, meaning, range, cost, inputs, models, space } = contract;
  const metric = metricOfKind(kind);
  return {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: contractIdOf(name),
    name,
    version: semanticVersionOf(contract),
    status: statusOf[facts.state],
    domain: 'content-understanding',
    tags: ['understory', 'signal', kind],
    description: {
      purpose: meaning,
      usage:
        `Read ${ref} to stay with this version, ${name} to follow the live one. Values of another ` +
        'major version are not comparable with these; those of another minor one are.',
      limitations: range,
    },
    schema: [
      {
        name,
        logicalType: 'object',
        physicalName: `${name}-v${version}`,
        physicalType: 'table',
        dataGranularityDescription: 'A row an item, or one for each part of it that was looked at.',
        properties: [...headProperties, ...valueProperties(registry.schemaOf(ref), contract.units)],
        quality: contract.expectations.map(qualityOf),
      },
    ],
    slaProperties: promisesOf(contract.promises, facts.endOfLife),
    team: { name: owner },
    customProperties: [
      { property: 'kind', value: kind },
      ...(metric === undefined ? [] : [{ property: 'metric', value: metric }]),
      ...(space === null ? [] : [{ property: 'space', value: space }]),
      { property: 'inputs', value: [...inputs] },
      { property: 'models', value: [...models] },
      {
        property: 'lineage',
        value: lineageOf([ref], registry).edges.map(({ from, to }) => `${from} → ${to}`),
      },
      { property: 'cost', value: { class: cost, cpuSecondsPer1000: facts.cpuSecondsPer1000 } },
      { property: 'consumers', value: facts.consumers },
      { property: 'changelog', value: contract.changelog.map((entry) => ({ ...entry })) },
    ],
  };
}

function promisesOf(
  { coverage, freshnessSeconds, lookupMs }: ReturnType<typeof fullContractOf>['promises'],
  endOfLife: string | null,
): NonNullable<OdcsDocument['slaProperties']> {
  return [
    {
      property: 'coverage',
      value: coverage,
      unit: 'share',
      description: 'Share of the items of the catalogue that have a row.',
    },
    {
      property: 'freshness',
      value: freshnessSeconds,
      unit: 's',
      description: 'Within this, 99 of 100 items are computed after they were read or changed.',
    },
    {
      property: 'latency',
      value: lookupMs,
      unit: 'ms',
      description: 'Within this, 99 of 100 look-ups of one item are answered by a server.',
    },
    ...(endOfLife === null ? [] : [{ property: 'endOfLife', value: endOfLife }]),
  ];
}

function qualityOf(expectation: Expectation): OdcsQuality {
  return {
    name: nameOfExpectation(expectation),
    description: describeExpectation(expectation),
    type: 'custom',
    engine: 'understory',
    implementation: implementationSchema.parse(expectation),
  };
}
