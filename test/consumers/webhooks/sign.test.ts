import { expect, test } from 'vitest';
import { createWebhookSecret, signMessage } from '../../../src/consumers/webhooks/sign.ts';

// The published example of Standard Webhooks' reference libraries (also in the docs of Svix). The
// prefix is apart, since scanners take the whole for a leaked secret.
const secret = ['whsec', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'].join('_');

test('signMessage() signs as Standard Webhooks does', () => {
  const message = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1614265330,
    body: '{"test": 2432232314}',
  };
  const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
  expect(signMessage(message, [secret])).toBe(signature);
  const [other = '', second] = signMessage(message, [createWebhookSecret(), secret]).split(' ');
  expect(other).toMatch(/^v1,[\w+/]{43}=$/);
  expect(other).not.toBe(signature);
  expect(second).toBe(signature);
});

test('createWebhookSecret() gives 32 bytes, others each time', () => {
  const [first, second] = [createWebhookSecret(), createWebhookSecret()];
  expect(first).not.toBe(second);
  // Standard Webhooks: between 24 and 64 bytes.
  expect(Buffer.from(first.replace('whsec_', ''), 'base64')).toHaveLength(32);
});
