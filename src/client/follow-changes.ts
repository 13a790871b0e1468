import type { ChangeEvent, ChangesPage, ChangeType, latest } from '../contracts/changes.ts';
import type { SignalName } from '../contracts/values.ts';
import { sleep } from './abort.ts';
import { ClientError } from './client-error.ts';
import { retryDelay } from './retry-delay.ts';
import { readMessages } from './server-sent-events.ts';
import type { Transport } from './transport.ts';

export interface FollowOptions<Type extends ChangeType = ChangeType> {
  /**
   * The `id` of the last event that was dealt with: what follows it comes. `latest` for what happens
   * from now on; without it, all that is kept.
   */
  readonly after?: string | undefined;
  readonly types?: readonly Type[] | undefined;
  /** Of events about signals, only of these. */
  readonly signals?: readonly SignalName[] | undefined;
  /** Ends the following: the iteration throws its reason. */
  readonly signal?: AbortSignal | undefined;
}

export type EventOf<Type extends ChangeType> = Extract<ChangeEvent, { type: Type }>;

const now: typeof latest = 'latest';

/** The server says something every 15 s or so; who hears nothing for this long is cut off. */
const silenceMs = 60_000;

/**
 * Changes as they happen, in order and without gaps, across broken connections and restarts of the
 * server. After a crash of one's own, events after the last `id` that was kept come again.
 *
 * @throws ClientError of kind `problem` where the server refuses to go on, as with `cursor-expired`
 */
export async function* followChanges<Type extends ChangeType>(
  options: FollowOptions<Type>,
  transport: Transport,
): AsyncGenerator<EventOf<Type>, void> {
  let { after } = options;
  // A cursor of now, so that what happens while the connection is made anew is not passed over.
  if (after === now) after = await cursorOfNow(options, transport);
  let failures = 0;
  for (;;) {
    let retryAfterMs: number | undefined;
    try {
      for await (const message of messages(after, options, transport)) {
        failures = 0;
        after = message.id ?? after;
        if (message.data !== undefined) yield JSON.parse(message.data) as EventOf<Type>;
      }
    } catch (error) {
      if (!(error instanceof ClientError) || !error.isPassing) throw error;
      ({ retryAfterMs } = error);
    }
    failures += 1;
    await sleep(retryDelay(failures, retryAfterMs), options.signal);
  }
}

function messages(after: string | undefined, options: FollowOptions, transport: Transport) {
  return transport.stream(
    { path: addressOf(after, options), accept: 'text/event-stream', signal: options.signal },
    silenceMs,
    async function* (response, { extend }) {
      const type = response.headers.get('content-type') ?? 'nothing';
      if (!type.startsWith('text/event-stream')) {
        throw new ClientError('protocol', 'no-stream', `Expected an event stream, got ${type}.`);
      }
      yield* readMessages(response, extend);
    },
  );
}

async function cursorOfNow(options: FollowOptions, transport: Transport): Promise<string> {
  const { next } = await transport.request(
    { path: addressOf(now, options), accept: 'application/json', signal: options.signal },
    async (response) => (await response.json()) as ChangesPage,
  );
  return next;
}

function addressOf(after: string | undefined, { types, signals }: FollowOptions): string {
  const query = new URLSearchParams({
    ...(after !== undefined && { after }),
    ...(types && { types: types.join() }),
    ...(signals && { signals: signals.join() }),
  });
  return `/v1/changes?${query.toString()}`;
}
