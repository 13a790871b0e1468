import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { webhooksQuery } from '../../api/consumers.ts';
import { NewWebhookAsk } from './new-webhook-ask.tsx';
import { WebhookRow } from './webhook-row.tsx';

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
      <ul>
        {data?.map((webhook) => (
          <WebhookRow key={webhook.id} webhook={webhook} />
        ))}
      </ul>
      {isAsked && <NewWebhookAsk consumer={consumer} onClose={() => setAsked(false)} />}
    </section>
  );
}
