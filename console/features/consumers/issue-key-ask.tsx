import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { longestKeyDays } from '../../../src/contracts/consumers.ts';
import type { ConsumerDetail, IssuedKey } from '../../../src/contracts/consumers.ts';
import { broadScopes, knownScopes } from '../../../src/contracts/scopes.ts';
import { issueKey } from '../../api/consumers.ts';
import { Ask, Problem } from '../../ui/ask.tsx';
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
  const client = useQueryClient();
  const issue = useMutation({
    mutationFn: async () =>
      await issueKey(consumer.name, {
        scopes: knownScopes(scopes),
        expiresInDays: Number(days),
      }),
    async onSuccess(issued) {
      onIssued(issued);
      await client.invalidateQueries({ queryKey: ['consumers'] });
    },
  });
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    issue.mutate();
  };
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
    <Ask title={`New key of ${consumer.name}`} onClose={onClose}>
      <form onSubmit={onSubmit}>
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
        <Problem error={issue.error} />
        <p className="ask-acts">
          <button
            type="submit"
            className="button button-mark"
            disabled={issue.isPending || scopes.length === 0}
          >
            Make the key
          </button>
          <button type="button" className="button" onClick={onClose}>
            Leave it
          </button>
        </p>
      </form>
    </Ask>
  );
}
