import { SecretAsk } from './secret-ask.tsx';

interface WebhookSecretProps {
  readonly secret: string;
  readonly onClose: () => void;
}

/** The secret that a webhook is signed with. */
export function WebhookSecret({ secret, onClose }: WebhookSecretProps) {
  return (
    <SecretAsk title="The secret of the webhook" secret={secret} onClose={onClose}>
      <p className="small soft">
        What is sent is signed with it, by the Standard Webhooks specification: check the signature
        before you believe what comes.
      </p>
    </SecretAsk>
  );
}
