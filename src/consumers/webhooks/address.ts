import { isIP } from 'node:net';
import { codeOf, inputError, type UnderstoryError } from '../../base/errors.ts';
import type { FetchEffects } from '../../ingest/fetch/fetcher.ts';
import { guardedLookup } from '../../ingest/fetch/guarded-lookup.ts';
import { checkedUrl } from '../../ingest/fetch/url.ts';

/**
 * The address of a webhook, checked as it is when it is made: what its name leads to is checked
 * again at every connection.
 *
 * @throws input `bad-url`, `unsupported-scheme`, `url-credentials`, `private-address`; dependency
 *   `host-not-found`
 */
export async function requirePublicAddress(text: string, effects: FetchEffects): Promise<URL> {
  try {
    const url = checkedUrl(text, effects.isAllowed);
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(host) === 0) await lookUp(host, effects);
    return url;
  } catch (error) {
    throw codeOf(error) === 'private-address' ? privateWebhook(text, error) : error;
  }
}

export function privateWebhook(url: string, cause: unknown): UnderstoryError {
  return inputError(
    'private-address',
    `Expected a webhook on the public internet; ${new URL(url).host} is not there, or leads to where it is not. ` +
      'Inside a network, follow the changes instead: understory changes --follow, or GET /v1/changes.',
    { cause },
  );
}

async function lookUp(host: string, { resolveHost, isAllowed }: FetchEffects): Promise<void> {
  const lookup = guardedLookup(resolveHost, isAllowed);
  await new Promise<void>((resolve, reject) => {
    lookup(host, { all: true }, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
