import { useState } from 'react';
import { rotateWebhook } from '../../api/consumers.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { WebhookSecret } from './webhook-secret.tsx';

/** As long as receivers have to learn the new secret. */
const graceHours = 24;

interface RotateWebhookAskProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** Gives a webhook a new secret. */
export function RotateWebhookAsk({ id, onClose }: RotateWebhookAskProps) {
  const [secret, setSecret] = useState<string>();
  if (secret !== undefined) return <WebhookSecret secret={secret} onClose={onClose} />;
  return (
    <Confirm
      title="Rotate the secret of this webhook"
      verb="Rotate"
      act={async () => await rotateWebhook(id, graceHours)}
      changes={['webhooks']}
      onDone={(webhook) => setSecret(webhook.secret)}
      onClose={onClose}
    >
      <p>
        Messages are signed with a new secret, and for {graceHours} hours with the old one as well,
        so that the receiver can change over.
      </p>
    </Confirm>
  );
}
