import type { OdcsDocument } from '../../../contracts/odcs.ts';
import type { OdcsProperty } from '../../../contracts/odcs-property.ts';

/** A field of a contract as comparing sees it. */
export interface ContractField {
  readonly type: string | null;
  readonly required: boolean;
  readonly options: NonNullable<OdcsProperty['logicalTypeOptions']>;
  /** The words it may hold; null where it may hold any. */
  readonly words: readonly string[] | null;
  readonly unit: string | null;
}

/** Every field of every table of a contract, by a path such as `objects.objects[].score`. */
export function fieldsOf({ schema = [] }: OdcsDocument): ReadonlyMap<string, ContractField> {
  const fields = new Map<string, ContractField>();
  const visit = (path: string, property: OdcsProperty): void => {
    fields.set(path, fieldOf(property));
    for (const each of property.properties ?? []) visit(`${path}.${each.name}`, each);
    if (property.items) visit(`${path}[]`, property.items);
  };
  for (const table of schema) {
    for (const property of table.properties ?? [])
      visit(`${table.name}.${property.name}`, property);
  }
  return fields;
}

function fieldOf(property: OdcsProperty): ContractField {
  return {
    type: property.logicalType ?? property.physicalType ?? null,
    required: property.required ?? false,
    options: property.logicalTypeOptions ?? {},
    words: wordsOf(property),
    unit: unitOf(property),
  };
}

function wordsOf({ quality = [] }: OdcsProperty): readonly string[] | null {
  const values = quality
    .filter(({ metric }) => metric === 'invalidValues')
    .map(({ arguments: given }) => given?.validValues)
    .find((candidate) => Array.isArray(candidate));
  return values === undefined ? null : values.map(String);
}

function unitOf({ customProperties = [] }: OdcsProperty): string | null {
  const unit = customProperties.find(({ property }) => property === 'unit')?.value;
  return typeof unit === 'string' ? unit : null;
}
