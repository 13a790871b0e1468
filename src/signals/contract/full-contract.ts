import type { Expectation } from '../../contracts/expectation.ts';
import type { SignalContract } from '../../contracts/signal.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import { nameOfExpectation } from '../expectations/expectation-words.ts';
import type { SignalRegistry } from '../registry.ts';
import { defaultExpectations, defaultOwner, defaultPromises } from './defaults.ts';

/** A contract with nothing left out. */
export type FullContract = Omit<SignalContract, 'space'> &
  Required<Pick<SignalContract, 'minor' | 'owner' | 'units' | 'expectations' | 'changelog'>> & {
    readonly promises: Required<NonNullable<SignalContract['promises']>>;
    /** The embedding in whose space its vectors lie; null where it has none. */
    readonly space: SignalRef | null;
  };

/** The day of the signals that the program began with. */
const firstDay = '2026-11-23';

/** The contract of a version with what it leaves to its kind. */
export function fullContractOf(ref: SignalRef, registry: SignalRegistry): FullContract {
  const contract = registry.contractOf(ref);
  return {
    ...contract,
    minor: contract.minor ?? 0,
    owner: contract.owner ?? defaultOwner,
    units: contract.units ?? {},
    promises: { ...defaultPromises, ...contract.promises },
    expectations: expectationsOf(contract),
    changelog: contract.changelog ?? [{ minor: 0, on: firstDay, what: 'The first values.' }],
    space: contract.space ?? (contract.kind === 'embedding' ? ref : null),
  };
}

/**
 * `2.1.0`: the version of a signal is its major version, since values of two are not comparable;
 * those of two minor ones are.
 */
export function semanticVersionOf({
  version,
  minor = 0,
}: Pick<SignalContract, 'version' | 'minor'>): string {
  return `${version}.${minor}.0`;
}

/** A signal's own expectation takes the place of its kind's of the same name. */
function expectationsOf(contract: SignalContract): readonly Expectation[] {
  const byName = new Map<string, Expectation>();
  for (const expectation of [...defaultExpectations(contract), ...(contract.expectations ?? [])]) {
    byName.set(nameOfExpectation(expectation), expectation);
  }
  return [...byName.values()];
}
