import { createHmac, randomBytes } from 'node:crypto';

const secretPrefix = 'whsec_';

/** A secret of 32 random bytes as Standard Webhooks writes one. */
export function createWebhookSecret(): string {
  return `${secretPrefix}${randomBytes(32).toString('base64')}`;
}

export interface SignedMessage {
  readonly id: string;
  /** Seconds since 1970, of this attempt. */
  readonly timestamp: number;
  readonly body: string;
}

/**
 * `webhook-signature` of a message (Standard Webhooks 1.0.0, symmetric signature, `v1`): one for each
 * secret, delimited by spaces, as "Webhook headers" says for the time in which a secret is rotated.
 */
export function signMessage(message: SignedMessage, secrets: readonly string[]): string {
  return secrets.map((secret) => signatureOf(message, secret)).join(' ');
}

function signatureOf({ id, timestamp, body }: SignedMessage, secret: string): string {
  const key = Buffer.from(secret.slice(secretPrefix.length), 'base64');
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return `v1,${digest}`;
}
