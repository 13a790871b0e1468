import { useState } from 'react';
import { longestKeyDays } from '../../../src/contracts/consumers.ts';
import type { ConsumerDetail, IssuedKey } from '../../../src/contracts/consumers.ts';
import { broadScopes, knownScopes } from '../../../src/contracts/scopes.ts';
import { issueKey } from '../../api/consumers.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { scopeWords } from './scope-words.ts';

interface IssueKeyAskProps {
  readonly consumer: ConsumerDetail;
  readonly onClose: () => void;
  readonly onIssued: (issued: IssuedKey) => void;
}

/** A new key: what it may do and for how long. */
export function IssueKeyAsk({ consumer, onClose, onIssued }: IssueKeyAskProps) {
  const [scopes, setScopes] = useState<readonly string[]>(['signals:read']);
  const [days, setDays] = useState('90');
  const single = [...new Set(consumer.signals.map((signal) => signal.split('@')[0] ?? signal))];
  const tick = (scope: string, words: string) => (
    <label key={scope} className="tick">
      <input
        type="checkbox"
        checked={scopes.includes(scope)}
        onChange={({ target }) =>
          setScopes(target.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))
        }
      />
      <span>
        {scope} <small>{words}</small>
      </span>
    </label>
  );
  return (
    <Confirm
      title={`New key of ${consumer.name}`}
      verb="Make the key"
      act={async () =>
        await issueKey(consumer.name, {
          scopes: knownScopes(scopes),
          expiresInDays: Number(days),
        })
      }
      changes={['consumers']}
      isReady={scopes.length > 0}
      onDone={onIssued}
      onClose={onClose}
    >
      <fieldset className="ticks scopes">
        <legend>It may read or do</legend>
        {broadScopes.map((scope) => tick(scope, scopeWords[scope]))}
        {!scopes.includes('signals:read') &&
          single.map((name) => tick(`signals:read:${name}`, 'only this signal'))}
      </fieldset>
      <label className="labelled">
        Days until it ends
        <input
          className="field"
          type="number"
          required
          min={1}
          max={longestKeyDays}
          value={days}
          onChange={(event) => setDays(event.target.value)}
        />
      </label>
    </Confirm>
  );
}
