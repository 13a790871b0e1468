import { useState } from 'react';
import { addWebhook } from '../../api/consumers.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { SecretAsk } from './secret-ask.tsx';

interface WebhookFormProps {
  readonly consumer: string;
  readonly onClose: () => void;
}

/** A new address that changes are sent to; its secret is shown once. */
export function WebhookForm({ consumer, onClose }: WebhookFormProps) {
  const [url, setUrl] = useState('');
  const [secret, setSecret] = useState<string>();
  if (secret !== undefined) {
    return (
      <SecretAsk title="The secret of the webhook" secret={secret} onClose={onClose}>
        <p className="small soft">
          What is sent is signed with it, by the Standard Webhooks specification: check the
          signature before you believe what comes.
        </p>
      </SecretAsk>
    );
  }
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
