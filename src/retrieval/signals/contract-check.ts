import { UnderstoryError, notFound } from '../../base/errors.ts';
import type { ContractChange, OdcsDocument } from '../../contracts/odcs.ts';
import { refOf } from '../../contracts/signal-ref.ts';
import { signalNames } from '../../contracts/values.ts';
import { readVersions } from '../../extraction/versions/versions.ts';
import type { Stores } from '../../extraction/stores.ts';
import { compareFields } from '../../signals/contract/odcs/compare-fields.ts';
import { contractIdOf, odcsOf } from '../../signals/contract/odcs/document.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import { readContractFacts } from './facts.ts';

/**
 * The contract of the live version of the signal that a document is of.
 *
 * @throws not-found `unknown-contract`
 */
export async function liveContractOf(
  { id }: OdcsDocument,
  { db }: Pick<Stores, 'db'>,
): Promise<OdcsDocument> {
  const name = signalNames.find((candidate) => contractIdOf(candidate) === id);
  if (name === undefined) {
    throw notFound(
      'unknown-contract',
      `Expected the id of a signal of this installation, such as ${contractIdOf('ocr')}, got ${id}. ` +
        'Compare it with a file: --against FILE.',
    );
  }
  const versions = await readVersions(db);
  const ref = versions.live(name);
  return odcsOf(ref, await readContractFacts(db, ref), versions.registry);
}

const contradicting: ReadonlySet<ContractChange['change']> = new Set([
  'field-added',
  'type-changed',
  'dims-changed',
]);

/**
 * Where a contract says of a version what its table does not hold, in sentences. A contract may be
 * silent of columns that are there.
 */
export async function contradictionsOf(
  document: OdcsDocument,
  { db, signals }: Pick<Stores, 'db' | 'signals'>,
): Promise<string[]> {
  const name = signalNames.find((candidate) => contractIdOf(candidate) === document.id);
  const version = Number(document.version.split('.')[0]);
  if (name === undefined || !Number.isSafeInteger(version) || version < 1) return [];
  const ref = refOf(name, version);
  const { registry } = await readVersions(db);
  if (!registry.findContract(ref) || !(await signals.listTables()).includes(ref)) return [];
  try {
    await tableOf(signals, ref);
  } catch (error) {
    if (error instanceof UnderstoryError && error.code === 'table-contradicts-schema') {
      return [error.message];
    }
    throw error;
  }
  const own = odcsOf(ref, await readContractFacts(db, ref), registry);
  return compareFields(own, document)
    .filter(({ change }) => contradicting.has(change))
    .map(
      ({ path, before, after }) =>
        `${path}: the table of ${ref} has ${told(before)}, the contract says ${told(after)}. ` +
        'Values of another schema are another version of the signal.',
    );
}

function told(value: ContractChange['before']): string {
  return value === null ? 'no such field' : JSON.stringify(value);
}
