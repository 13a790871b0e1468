import { useState } from 'react';
import type { PromotionAnswer } from '../../../src/contracts/jobs.ts';
import type { SignalDetail, VersionContract } from '../../../src/contracts/signals-api.ts';
import { ApiError } from '../../api/request.ts';
import { promote } from '../../api/signals.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { counted, words } from '../../ui/numbers.ts';
import { PromotedNote } from './promoted-note.tsx';
import { released } from './released.ts';

interface PromoteAskProps {
  readonly signal: SignalDetail;
  readonly contract: VersionContract;
  readonly onClose: () => void;
  readonly onRollBack: () => void;
}

/** Makes a version the live one: what is checked, what happens, and how to go back. */
export function PromoteAsk({ signal, contract, onClose, onRollBack }: PromoteAskProps) {
  const { version, promises, expectations } = contract;
  // Of before: the signal is looked at again while this stands there.
  const [before] = useState(signal.live);
  const [isBroken, setBroken] = useState(false);
  const [acceptBroken, setAcceptBroken] = useState(false);
  const [promotion, setPromotion] = useState<PromotionAnswer>();
  if (promotion !== undefined) {
    return (
      <PromotedNote
        name={signal.name}
        version={version}
        before={before}
        promotion={promotion}
        onClose={onClose}
        onRollBack={onRollBack}
      />
    );
  }
  const act = async () => {
    try {
      return await promote(signal.name, version, acceptBroken);
    } catch (error) {
      setBroken(error instanceof ApiError && error.code === 'broken-expectations');
      throw error;
    }
  };
  return (
    <Confirm
      title={`Promote ${words(signal.name)} v${version}`}
      verb="Check and promote"
      busy="Checking every row …"
      leave="Not now"
      act={act}
      changes={released}
      onDone={setPromotion}
      onClose={onClose}
    >
      <p>First it is checked, on every row that there is now:</p>
      <ul>
        <li>it covers at least {promises.coverage * 100} % of the items;</li>
        <li>it keeps its {counted(expectations.length, 'expectation')};</li>
        <li>its index is built.</li>
      </ul>
      <p>
        Then, at one moment, readers that follow the signal read v{version} instead of v{before}. v
        {before} is kept and computed on: rolling back is one step and takes less than a second.
      </p>
      {isBroken && (
        <label className="tick">
          <input
            type="checkbox"
            checked={acceptBroken}
            onChange={(event) => setAcceptBroken(event.target.checked)}
          />
          Promote it all the same, with what is broken
        </label>
      )}
    </Confirm>
  );
}
