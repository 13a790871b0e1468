import type { ChangeType } from '../contracts/changes.ts';
import type { AskedSignal, SignalsOf } from './asked-signal.ts';
import { createBatch, type Batch } from './batch.ts';
import { followChanges, type EventOf, type FollowOptions } from './follow-changes.ts';
import { idsPerRequest, lookUp, type LookupOf } from './look-up.ts';
import { createTransport } from './transport.ts';
import { lookUpVectors, type Vectors } from './vectors.ts';

export interface ClientOptions {
  /** Of the server: `http://127.0.0.1:4600`. In a page that it serves itself: `''`. */
  readonly url: string;
  /** `und_…`, or what gives it for each request, as while keys are rotated. */
  readonly key?: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  /** Milliseconds for a call with all its attempts; 30,000 by default. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds for one attempt; 10,000 by default. */
  readonly attemptTimeoutMs?: number | undefined;
  /** Attempts after the first where the server is busy, away or out of reach; 4 by default. */
  readonly retries?: number | undefined;
  /** Milliseconds that a single look-up waits for others, 0 to 5; 2 by default. */
  readonly batchDelayMs?: number | undefined;
  /** In place of the global one. */
  readonly fetch?: typeof fetch | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Some signals, of whichever items. */
export interface SignalReader<Asked extends AskedSignal> {
  /**
   * Of one item, or undefined where nothing is known of it. Look-ups at the same time share a
   * request.
   */
  of(id: string, options?: CallOptions): Promise<SignalsOf<Asked> | undefined>;
  /** Of many items, by id, without those of which nothing is known; all of the same versions. */
  ofAll(ids: readonly string[], options?: CallOptions): Promise<Map<string, SignalsOf<Asked>>>;
}

export interface ReadOptions {
  /** As values, and the live versions, were then: ISO 8601, or a Date. */
  readonly asOf?: string | Date | undefined;
}

/** Every call throws ClientError, or the reason of the signal that aborted it. */
export interface Client {
  /** Reads signals by name, which follows the live version, or by version: `image_embedding@2`. */
  signals<const Asked extends AskedSignal>(
    signals: readonly Asked[],
    options?: ReadOptions,
  ): SignalReader<Asked>;
  /** The vectors of items as float32: a sixth of the bytes of their JSON. */
  vectors<const Asked extends AskedSignal>(
    signal: Asked,
    ids: readonly string[],
    options?: ReadOptions & CallOptions,
  ): Promise<Vectors<Asked>>;
  /** Changes as they happen, without gaps across restarts; ends when left or aborted. */
  changes<const Type extends ChangeType = ChangeType>(
    options?: FollowOptions<Type>,
  ): AsyncIterable<EventOf<Type>>;
}

/** A client of an Understory server. It holds nothing open but the changes that are followed. */
export function createClient(options: ClientOptions): Client {
  const { key, batchDelayMs = 2 } = options;
  const transport = createTransport({
    url: options.url.replace(/\/+$/, ''),
    key: typeof key === 'function' ? key : () => key,
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    timeoutMs: options.timeoutMs ?? 30_000,
    attemptTimeoutMs: options.attemptTimeoutMs ?? 10_000,
    retries: options.retries ?? 4,
  });
  const limits = { delayMs: Math.min(5, Math.max(0, batchDelayMs)), size: idsPerRequest };
  /** Those that still take ids, by what is asked of these. */
  const batches = new Map<string, Batch<unknown>>();

  function batchOf<Asked extends AskedSignal>(lookup: LookupOf<Asked>): Batch<SignalsOf<Asked>> {
    const kind = JSON.stringify([lookup.signals, lookup.asOf]);
    const known = batches.get(kind);
    // Batches of one kind were made for the same signals.
    if (known) return known as Batch<SignalsOf<Asked>>;
    const batch = createBatch<SignalsOf<Asked>>(
      limits,
      (ids, signal) => lookUp(ids, lookup, transport, signal),
      () => batches.delete(kind),
    );
    batches.set(kind, batch);
    return batch;
  }

  return {
    signals<const Asked extends AskedSignal>(
      signals: readonly Asked[],
      { asOf }: ReadOptions = {},
    ): SignalReader<Asked> {
      const lookup = { signals: [...new Set(signals)], asOf: isoOf(asOf) };
      return {
        of: (id, { signal } = {}) => batchOf(lookup).find(id, signal),
        ofAll: (ids, { signal } = {}) => lookUp(ids, lookup, transport, signal),
      };
    },
    vectors: (signal, ids, { asOf, signal: abort } = {}) =>
      lookUpVectors(ids, { signals: [signal], asOf: isoOf(asOf) }, transport, abort),
    changes: (follow = {}) => followChanges(follow, transport),
  };
}

function isoOf(time: string | Date | undefined): string | undefined {
  return time instanceof Date ? time.toISOString() : time;
}
