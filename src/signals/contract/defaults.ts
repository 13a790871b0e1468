import type { Expectation } from '../../contracts/expectation.ts';
import type { Promises, SignalContract, SignalKind } from '../../contracts/signal.ts';

/** Who answers for the signals that come with the program. */
export const defaultOwner = 'understory maintainers';

/**
 * What every signal promises: a read ends with a row for every item that could be fetched; what is
 * due is computed within a day, which is 500,000 items at six a second; and a look-up of one item
 * is a point query of an indexed table.
 */
export const defaultPromises: Promises = {
  coverage: 0.95,
  freshnessSeconds: 86_400,
  lookupMs: 50,
};

/** What every row of every signal is held to. */
const ofAll: readonly Expectation[] = [
  { expect: 'failed-rate', most: 0.05 },
  { expect: 'rows', least: 1 },
];

/** Vectors are L2-normalised; they are stored as 32-bit floats. */
const unitLength: Expectation = { expect: 'norm', path: 'vector', is: 1, within: 0.001 };

const ofKind: Readonly<Partial<Record<SignalKind, readonly Expectation[]>>> = {
  embedding: [unitLength],
};

/** The expectations that a signal has without naming them. */
export function defaultExpectations({ kind }: SignalContract): readonly Expectation[] {
  return [...ofAll, ...(ofKind[kind] ?? [])];
}
