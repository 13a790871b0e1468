import { systemClock, type Clock } from '../../base/clock.ts';
import { realFetchEffects, type FetchEffects } from '../../ingest/fetch/fetcher.ts';

/** What sending depends on besides the database. */
export interface WebhookEffects extends FetchEffects {
  readonly clock: Clock;
  /** Numbers in [0, 1) that spread retries. */
  readonly random: () => number;
}

/**
 * The setting that lets assets be fetched from an intranet is not for webhooks: those may be made
 * by whoever has a key.
 */
export function realWebhookEffects(): WebhookEffects {
  return { ...realFetchEffects({}), clock: systemClock, random: Math.random };
}
