import type { OdcsDocument } from '../../../../src/contracts/odcs.ts';
import type { SignalRef } from '../../../../src/contracts/signal-ref.ts';
import { builtInSignals } from '../../../../src/signals/table.ts';
import { odcsOf, type ContractFacts } from '../../../../src/signals/contract/odcs/document.ts';

/** The contract of a version as of an installation where it is live and one team uses it. */
export function contractOf(ref: SignalRef, facts: Partial<ContractFacts> = {}): OdcsDocument {
  return odcsOf(
    ref,
    {
      state: 'live',
      endOfLife: '2027-06-01T00:00:00.000Z',
      cpuSecondsPer1000: 12.5,
      consumers: [{ consumer: 'home-feed', owner: 'ads@example.com', version: null }],
      ...facts,
    },
    builtInSignals,
  );
}
