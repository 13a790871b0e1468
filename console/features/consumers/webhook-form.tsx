import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { addWebhook } from '../../api/consumers.ts';
import { Ask, Problem } from '../../ui/ask.tsx';

interface WebhookFormProps {
  readonly consumer: string;
  readonly onClose: () => void;
}

/** A new address that changes are sent to; its secret is shown once. */
export function WebhookForm({ consumer, onClose }: WebhookFormProps) {
  const [url, setUrl] = useState('');
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: async () => await addWebhook({ consumer, url }),
    onSuccess: async () => await client.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate();
  };
  if (add.data !== undefined) {
    return (
      <Ask title="The secret of the webhook" onClose={onClose} isKept>
        <p>
          What is sent is signed with it, by the Standard Webhooks specification. It is shown now
          and never again.
        </p>
        <p className="secret">
          <code>{add.data.secret}</code>
        </p>
        <p className="ask-acts">
          <button type="button" className="button button-mark" onClick={onClose}>
            I have it
          </button>
        </p>
      </Ask>
    );
  }
  return (
    <Ask title={`New webhook of ${consumer}`} onClose={onClose}>
      <form onSubmit={onSubmit}>
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
        <Problem error={add.error} />
        <p className="ask-acts">
          <button type="submit" className="button button-mark" disabled={add.isPending}>
            {add.isPending ? 'Looking the address up …' : 'Make it'}
          </button>
          <button type="button" className="button" onClick={onClose}>
            Leave it
          </button>
        </p>
      </form>
    </Ask>
  );
}
