import type { LookupAnswer, LookupRequest } from '../contracts/lookup.ts';
import type { AskedSignal, SignalsOf } from './asked-signal.ts';
import { ClientError } from './client-error.ts';
import type { Transport } from './transport.ts';

export interface LookupOf<Asked extends AskedSignal> {
  readonly signals: readonly Asked[];
  /** ISO 8601. */
  readonly asOf: string | undefined;
}

/** The server takes up to 1000; smaller answers keep it and this program responsive. */
export const idsPerRequest = 500;

/**
 * The signals of items, in as many requests as it takes. What followed a live pointer in the first
 * is asked for by that version in the others, so that a promotion in between cannot mix two.
 */
export async function lookUp<Asked extends AskedSignal>(
  ids: readonly string[],
  { signals, asOf }: LookupOf<Asked>,
  transport: Transport,
  signal: AbortSignal | undefined,
): Promise<Map<string, SignalsOf<Asked>>> {
  const found = new Map<string, SignalsOf<Asked>>();
  const unique = [...new Set(ids)];
  let pinned = new Map<Asked, string>(signals.map((asked) => [asked, asked]));
  for (let start = 0; start < unique.length; start += idsPerRequest) {
    const answer = await request(
      {
        ids: unique.slice(start, start + idsPerRequest),
        signals: [...new Set(pinned.values())],
        asOf,
      },
      transport,
      signal,
    );
    for (const item of answer.items)
      found.set(item.id, signalsOf<Asked>(item.signals, pinned, answer));
    pinned = new Map([...pinned].map(([asked, sent]) => [asked, pin(sent, answer)]));
  }
  return found;
}

async function request(
  body: LookupRequest,
  transport: Transport,
  signal: AbortSignal | undefined,
): Promise<LookupAnswer> {
  return await transport.request(
    { path: '/v1/signals/lookup', accept: 'application/json', body, signal },
    async (response) => (await response.json()) as LookupAnswer,
  );
}

function pin(sent: string, { versions }: LookupAnswer): string {
  return sent.includes('@') ? sent : `${sent}@${versions[sent]}`;
}

function signalsOf<Asked extends AskedSignal>(
  answers: LookupAnswer['items'][number]['signals'],
  pinned: ReadonlyMap<Asked, string>,
  { versions }: LookupAnswer,
): SignalsOf<Asked> {
  const entries = [...pinned].map(([asked, sent]) => {
    const answer = answers[sent];
    const version = versions[sent];
    if (answer === undefined || version === undefined) {
      throw new ClientError('protocol', 'no-answer', `The server did not answer ${sent}.`);
    }
    return [asked, { ...answer, version, parts: answer.parts ?? [] }];
  });
  // The server's contract, whose types these are, was checked on its side.
  return Object.fromEntries(entries) as SignalsOf<Asked>;
}
