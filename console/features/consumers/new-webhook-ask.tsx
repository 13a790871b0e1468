import { useState } from 'react';
import { addWebhook } from '../../api/consumers.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { WebhookSecret } from './webhook-secret.tsx';

interface NewWebhookAskProps {
  readonly consumer: string;
  readonly onClose: () => void;
}

/** A new address that changes are sent to; its secret is shown once. */
export function NewWebhookAsk({ consumer, onClose }: NewWebhookAskProps) {
  const [url, setUrl] = useState('');
  const [secret, setSecret] = useState<string>();
  if (secret !== undefined) return <WebhookSecret secret={secret} onClose={onClose} />;
  return (
    <Confirm
      title={`New webhook of ${consumer}`}
      verb="Make it"
      busy="Looking the address up …"
      act={async () => await addWebhook({ consumer, url })}
      changes={['webhooks']}
      onDone={(made) => setSecret(made.secret)}
      onClose={onClose}
    >
      <label className="labelled">
        Address
        <input
          className="field"
          type="url"
          required
          autoFocus
          placeholder="https://"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
        <span className="soft">
          A public one. Every change of items and of the signals that {consumer} declares is sent
          there, from now on.
        </span>
      </label>
    </Confirm>
  );
}
