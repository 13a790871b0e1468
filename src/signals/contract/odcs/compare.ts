import { digestOfJson } from '../../../base/digest.ts';
import type { ContractChange, OdcsDocument } from '../../../contracts/odcs.ts';
import { compareExpectations } from './compare-expectations.ts';
import { change, compareFields } from './compare-fields.ts';
import { comparePromises } from './compare-promises.ts';

/**
 * Everything that became of a contract, those changes first that break a reader of `before`. Two
 * contracts that say the same have none.
 */
export function compareContracts(before: OdcsDocument, after: OdcsDocument): ContractChange[] {
  return [
    ...compareVersions(before, after),
    ...compareFields(before, after),
    ...comparePromises(before, after),
    ...compareExpectations(before, after),
    ...compareWords(before, after),
  ].toSorted((a, b) => Number(b.breaking) - Number(a.breaking));
}

/** Values of another major version, metric or space cannot be compared with those before. */
function compareVersions(before: OdcsDocument, after: OdcsDocument): ContractChange[] {
  const major = ({ version }: OdcsDocument) => version.split('.')[0];
  const changes: ContractChange[] = [];
  if (major(before) !== major(after)) {
    changes.push(change('values-not-comparable', 'version', before.version, after.version, true));
  } else if (before.version !== after.version) {
    changes.push(change('said-otherwise', 'version', before.version, after.version, false));
  }
  for (const property of ['metric', 'space'] as const) {
    const [was, is] = [customOf(before, property), customOf(after, property)];
    if (!isSame(was, is)) {
      changes.push(change(`${property}-changed`, `customProperties.${property}`, was, is, true));
    }
  }
  return changes;
}

/** What is told to people and breaks no program. */
function compareWords(before: OdcsDocument, after: OdcsDocument): ContractChange[] {
  const changes = (['status', 'name', 'domain'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) =>
      change('said-otherwise', field, before[field] ?? null, after[field] ?? null, false),
    );
  for (const field of ['purpose', 'usage', 'limitations'] as const) {
    const [was, is] = [before.description?.[field] ?? null, after.description?.[field] ?? null];
    if (was !== is) changes.push(change('said-otherwise', `description.${field}`, was, is, false));
  }
  const [wasOwner, isOwner] = [ownerOf(before), ownerOf(after)];
  if (wasOwner !== isOwner) {
    changes.push(change('said-otherwise', 'team', wasOwner, isOwner, false));
  }
  for (const property of ['kind', 'inputs', 'models'] as const) {
    const [was, is] = [customOf(before, property), customOf(after, property)];
    if (!isSame(was, is)) {
      changes.push(change('said-otherwise', `customProperties.${property}`, was, is, false));
    }
  }
  return changes;
}

function customOf({ customProperties = [] }: OdcsDocument, name: string): ContractChange['before'] {
  return customProperties.find(({ property }) => property === name)?.value ?? null;
}

function ownerOf({ team }: OdcsDocument): string | null {
  if (team === undefined) return null;
  if (!Array.isArray(team)) return team.name ?? null;
  return team.map(({ username }) => username).join(', ');
}

function isSame(a: unknown, b: unknown): boolean {
  return digestOfJson(a) === digestOfJson(b);
}
