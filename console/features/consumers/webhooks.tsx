import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Webhook } from '../../../src/contracts/webhooks.ts';
import {
  removeWebhook,
  replayDeadLetters,
  setWebhookState,
  webhooksQuery,
} from '../../api/consumers.ts';
import { Ask, Problem } from '../../ui/ask.tsx';
import { counted } from '../../ui/numbers.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import type { Tone } from '../../ui/state-mark.tsx';
import { When } from '../../ui/when.tsx';
import { DeadLetters } from './dead-letters.tsx';
import { WebhookForm } from './webhook-form.tsx';

const tones: Readonly<Record<Webhook['state'], Tone>> = {
  active: 'on',
  failing: 'bad',
  paused: 'off',
};

interface WebhooksProps {
  readonly consumer: string;
  /** Whether new ones can be made. */
  readonly isActive: boolean;
}

/** Where changes are sent for a consumer, and how that goes. */
export function Webhooks({ consumer, isActive }: WebhooksProps) {
  const { data } = useQuery(webhooksQuery(consumer));
  const [isAsked, setAsked] = useState(false);
  return (
    <section aria-label="Webhooks">
      <div className="section-head">
        <h2>Webhooks</h2>
        {isActive && (
          <button type="button" className="button" onClick={() => setAsked(true)}>
            New webhook …
          </button>
        )}
      </div>
      {data?.length === 0 && (
        <p className="small soft">Changes are not sent to it; it may ask for them.</p>
      )}
      <ul className="webhooks">
        {data?.map((webhook) => (
          <Row key={webhook.id} webhook={webhook} />
        ))}
      </ul>
      {isAsked && <WebhookForm consumer={consumer} onClose={() => setAsked(false)} />}
    </section>
  );
}

function Row({ webhook }: { readonly webhook: Webhook }) {
  const { id, url, state, types, signals, lastError, attempts, nextAt, deadLetters } = webhook;
  const client = useQueryClient();
  const [isRemoving, setRemoving] = useState(false);
  const change = useMutation({
    mutationFn: async (act: () => Promise<unknown>) => await act(),
    onSettled: async () => await client.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  return (
    <li className="webhook">
      <p className="webhook-url">
        <code>{url}</code> <StateMark tone={tones[state]}>{state}</StateMark>
      </p>
      <p className="small soft">
        {types === null ? 'Every type of change' : types.join(', ')} of{' '}
        {signals === null ? 'every declared signal' : signals.join(', ')}
      </p>
      {lastError !== null && (
        <p className="small warn">
          {lastError}
          {state === 'failing' && (
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
          onClick={() =>
            change.mutate(() => setWebhookState(id, state === 'paused' ? 'active' : 'paused'))
          }
        >
          {state === 'paused' ? 'Resume' : 'Pause'}
        </button>
        <button type="button" className="quiet" onClick={() => setRemoving(true)}>
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
      {isRemoving && (
        <Ask title="Remove this webhook" onClose={() => setRemoving(false)}>
          <p>
            Nothing is sent to {url} any more, and its {counted(deadLetters, 'dead letter')} are
            forgotten. The changes themselves stay in the feed.
          </p>
          <p className="ask-acts">
            <button
              type="button"
              className="button button-mark"
              onClick={() => change.mutate(() => removeWebhook(id))}
            >
              Remove
            </button>
            <button type="button" className="button" onClick={() => setRemoving(false)}>
              Leave it
            </button>
          </p>
        </Ask>
      )}
    </li>
  );
}
