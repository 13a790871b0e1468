import { Agent, request, type Dispatcher } from 'undici';
import type { ChangeEvent } from '../../contracts/changes.ts';
import { fetchFailure } from '../../ingest/fetch/failure.ts';
import { guardedLookup } from '../../ingest/fetch/guarded-lookup.ts';
import { checkedUrl } from '../../ingest/fetch/url.ts';
import { privateWebhook } from './address.ts';
import type { WebhookEffects } from './effects.ts';
import { signMessage } from './sign.ts';

/** Milliseconds for a whole request; Standard Webhooks asks for 15 to 30 seconds. */
const timeoutMs = 15_000;

/** What became of one attempt. */
export type PostOutcome =
  | { readonly kind: 'delivered' }
  /** The receiver wants no more (410). */
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** We were told to stop: nothing is known of it. */
  | { readonly kind: 'stopped' };

/** The connections of webhooks, each to addresses that were checked when it was made. */
export function openWebhookAgent({ resolveHost, isAllowed }: WebhookEffects): Agent {
  return new Agent({
    connect: { lookup: guardedLookup(resolveHost, isAllowed), timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxHeaderSize: 16 * 1024,
    allowH2: false,
    connections: 4,
  });
}

/**
 * Sends one event: CloudEvents 1.0 in structured mode (HTTP protocol binding), signed as Standard
 * Webhooks says; its id stays the same at every attempt. Redirects are not followed, and only the
 * status of the answer counts: 2xx takes the event.
 */
export async function postEvent(
  event: ChangeEvent,
  { url, secrets }: { readonly url: string; readonly secrets: readonly string[] },
  { agent, effects, stop }: { agent: Dispatcher; effects: WebhookEffects; stop: AbortSignal },
): Promise<PostOutcome> {
  const body = JSON.stringify(event);
  const timestamp = Math.floor(effects.clock() / 1000);
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await request(checkedUrl(url, effects.isAllowed), {
      method: 'POST',
      dispatcher: agent,
      signal: AbortSignal.any([stop, timeout]),
      headers: {
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'user-agent': 'understory',
        'webhook-id': event.id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signMessage({ id: event.id, timestamp, body }, secrets),
      },
      body,
    });
    const outcome = outcomeOf(response.statusCode);
    // The status has said it; a body that breaks off afterwards changes nothing.
    await response.body.dump({ limit: 16 * 1024 }).catch(() => outcome);
    return outcome;
  } catch (error) {
    if (stop.aborted) return { kind: 'stopped' };
    const typed = fetchFailure(error, new URL(url).host, timeout);
    const failure = typed.code === 'private-address' ? privateWebhook(url, typed) : typed;
    return { kind: 'failed', reason: `${failure.code}: ${failure.message}` };
  }
}

function outcomeOf(status: number): PostOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410) return { kind: 'gone' };
  return { kind: 'failed', reason: `http-${status}: Expected an answer of 2xx, got ${status}.` };
}
