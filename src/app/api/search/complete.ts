import type { SignalRead } from '../../../consumers/ledger/record.ts';
import { completeQuerySchema, type Completions } from '../../../contracts/search.ts';
import { versionOf } from '../../../contracts/signal-ref.ts';
import type { SignalName } from '../../../contracts/values.ts';
import { readVersions, type Versions } from '../../../extraction/versions/versions.ts';
import { completeQuery } from '../../../retrieval/words/complete.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

type Completion = Completions['completions'][number];

/** `GET /v1/search/complete?q=`: what a query may be the beginning of. */
export const registerComplete: RegisterRoute = (server, { context, ledger }) => {
  server.get(
    '/v1/search/complete',
    { config: { scope: 'search' } },
    async ({ query, principal }) => {
      const begun = performance.now();
      const { q, limit } = validate(completeQuerySchema, query);
      const completions = await completeQuery(context.db, q, limit);
      if (completions.some(({ kind }) => signalOfKind[kind] !== undefined)) {
        const versions = await readVersions(context.db);
        await ledger.record(principal.consumer, readsIn(completions, versions));
      }
      return { completions, tookMs: performance.now() - begun } satisfies Completions;
    },
  );
};

/** What each kind of phrase is a value of; titles are nobody's signal. */
const signalOfKind: Readonly<Partial<Record<Completion['kind'], SignalName>>> = {
  keyphrase: 'keyphrases',
  topic: 'topics',
  object: 'objects',
};

/** A completion counts as one value of one item, however many have it. */
function readsIn(
  completions: readonly Completion[],
  versions: Pick<Versions, 'live'>,
): SignalRead[] {
  const counts = new Map<SignalName, number>();
  for (const { kind } of completions) {
    const signal = signalOfKind[kind];
    if (signal !== undefined) counts.set(signal, (counts.get(signal) ?? 0) + 1);
  }
  return [...counts].map(([signal, items]) => ({
    signal,
    version: versionOf(versions.live(signal)).version,
    items,
  }));
}
