import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Webhook } from '../../../src/contracts/webhooks.ts';
import { removeWebhook, replayDeadLetters, setWebhookState } from '../../api/consumers.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { counted } from '../../ui/numbers.ts';
import { Problem } from '../../ui/problem.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import type { Tone } from '../../ui/state-mark.tsx';
import { When } from '../../ui/when.tsx';
import { DeadLetters } from './dead-letters.tsx';
import { RotateWebhookAsk } from './rotate-webhook-ask.tsx';

const tones: Readonly<Record<Webhook['state'], Tone>> = {
  active: 'on',
  failing: 'bad',
  paused: 'off',
};

/** One address that changes are sent to: what is sent, how that goes, and what to do about it. */
export function WebhookRow({ webhook }: { readonly webhook: Webhook }) {
  const { id, url, state, types, signals, oldSecretUntil, deadLetters } = webhook;
  const { lastError, attempts, nextAt } = webhook;
  const client = useQueryClient();
  const [asked, setAsked] = useState<'rotate' | 'remove'>();
  const close = () => setAsked(undefined);
  const change = useMutation({
    mutationFn: async (act: () => Promise<unknown>) => await act(),
    onSettled: async () => await client.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  const next = state === 'paused' ? 'active' : 'paused';
  return (
    <li className="webhook" aria-label={url}>
      <p>
        <code>{url}</code> <StateMark tone={tones[state]}>{state}</StateMark>
      </p>
      <p className="small soft">
        {types === null ? 'Every type of change' : types.join(', ')} of{' '}
        {signals === null ? 'every declared signal' : signals.join(', ')}
      </p>
      {oldSecretUntil !== null && (
        <p className="small soft">
          Signed with the old secret as well, until <When at={oldSecretUntil} />
        </p>
      )}
      {lastError !== null && (
        <p className="small warn">
          {lastError}
          {state === 'failing' && attempts > 0 && (
            <>
              {' '}
              ({attempts === 1 ? 'one try' : `${attempts} tries`}, again <When at={nextAt} />)
            </>
          )}
        </p>
      )}
      <p className="webhook-acts">
        <button
          type="button"
          className="quiet"
          disabled={change.isPending}
          onClick={() => change.mutate(() => setWebhookState(id, next))}
        >
          {state === 'paused' ? 'Resume' : 'Pause'}
        </button>
        <button type="button" className="quiet" onClick={() => setAsked('rotate')}>
          Rotate the secret …
        </button>
        <button type="button" className="quiet" onClick={() => setAsked('remove')}>
          Remove …
        </button>
      </p>
      {deadLetters > 0 && (
        <DeadLetters
          webhook={webhook}
          onReplay={() => change.mutate(() => replayDeadLetters(id))}
        />
      )}
      <Problem error={change.error} />
      {asked === 'rotate' && <RotateWebhookAsk id={id} onClose={close} />}
      {asked === 'remove' && (
        <Confirm
          title="Remove this webhook"
          verb="Remove"
          act={async () => await removeWebhook(id)}
          changes={['webhooks']}
          onClose={close}
        >
          <p>
            Nothing is sent to {url} any more
            {deadLetters > 0 && `, and its ${counted(deadLetters, 'dead letter')} are forgotten`}.
            The changes themselves stay in the feed.
          </p>
        </Confirm>
      )}
    </li>
  );
}
