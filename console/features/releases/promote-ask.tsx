import { useState } from 'react';
import type { SignalDetail, VersionContract } from '../../../src/contracts/signals-api.ts';
import { ApiError } from '../../api/request.ts';
import { promote } from '../../api/signals.ts';
import { Ask, Problem } from '../../ui/ask.tsx';
import { count, counted, words } from '../../ui/numbers.ts';
import { useRelease } from './use-release.ts';

interface PromoteAskProps {
  readonly signal: SignalDetail;
  readonly contract: VersionContract;
  readonly onClose: () => void;
  readonly onRollBack: () => void;
}

/** Makes a version the live one: what is checked, what happens, and how to go back. */
export function PromoteAsk({ signal, contract, onClose, onRollBack }: PromoteAskProps) {
  const { version, promises, expectations } = contract;
  const [acceptBroken, setAcceptBroken] = useState(false);
  const release = useRelease(async () => await promote(signal.name, version, acceptBroken));
  const isBroken =
    release.error instanceof ApiError && release.error.code === 'broken-expectations';
  if (release.data !== undefined) {
    const { coverage, broken, job } = release.data;
    return (
      <Ask title={`v${version} is live`} onClose={onClose}>
        <p>
          {words(signal.name)} is read in version {version} where none is named. It covers{' '}
          {count(coverage.covered)} of {counted(coverage.items, 'item')}
          {broken.length > 0 && ` and breaks ${counted(broken.length, 'expectation')}, as accepted`}
          .
        </p>
        {job !== undefined && (
          <p className="small soft">
            What the catalogue is browsed by is brought up to it by a job of its own.
          </p>
        )}
        <p className="ask-acts">
          <button type="button" className="button button-mark" onClick={onClose}>
            Good
          </button>
          <button type="button" className="button" onClick={onRollBack}>
            Roll back to v{signal.live === version ? (signal.previous ?? '') : signal.live} …
          </button>
        </p>
      </Ask>
    );
  }
  return (
    <Ask title={`Promote ${words(signal.name)} v${version}`} onClose={onClose}>
      <p>First it is checked, on every row that there is now:</p>
      <ul>
        <li>it covers at least {promises.coverage * 100} % of the items;</li>
        <li>it keeps its {counted(expectations.length, 'expectation')};</li>
        <li>its index is built.</li>
      </ul>
      <p>
        Then, at one moment, readers that follow the signal read v{version} instead of v
        {signal.live}. v{signal.live} is kept and computed on: rolling back is one step and takes
        less than a second.
      </p>
      <Problem error={release.error} />
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
      <p className="ask-acts">
        <button
          type="button"
          className="button button-mark"
          disabled={release.isPending}
          onClick={() => release.mutate()}
        >
          {release.isPending ? 'Checking every row …' : 'Check and promote'}
        </button>
        <button type="button" className="button" onClick={onClose}>
          Not now
        </button>
      </p>
    </Ask>
  );
}
