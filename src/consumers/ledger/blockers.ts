import { versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import { readVersions } from '../../extraction/versions/versions.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { declaredBy, readersOf } from './readers.ts';
import type { Period } from './period.ts';

/** A consumer that would miss a version. */
export interface Blocker {
  readonly consumer: string;
  readonly owner: string;
  /** Declares this version, follows the signal while it is live, or read it in the period. */
  readonly because: readonly ('declares' | 'follows' | 'reads')[];
  readonly reads: number;
  /** ISO 8601; null where it read nothing of it in the period. */
  readonly lastAt: string | null;
}

/**
 * Who stands against dropping a version: consumers that declare it, that follow the signal while it
 * is the live version, or that read it in the period. The owner's own, `console` and `cli`, and
 * consumers that were retired do not.
 */
export async function blockersOf(db: Database, ref: SignalRef, period: Period): Promise<Blocker[]> {
  const { name, version } = versionOf(ref);
  const [versions, declared, readers, gone] = await Promise.all([
    readVersions(db),
    declaredBy(db, name),
    readersOf(db, { signal: name, version }, period),
    db.selectFrom('consumers').select('name').where('retired_at', 'is not', null).execute(),
  ]);
  const isLive = versions.live(name) === ref;
  const retired = new Set(gone.map((consumer) => consumer.name));
  const blockers = new Map<string, Blocker>();
  for (const { consumer, owner, version: wanted } of declared) {
    if (wanted === null ? !isLive : wanted !== version) continue;
    const { because = [] } = blockers.get(consumer) ?? {};
    const reason = wanted === null ? 'follows' : 'declares';
    blockers.set(consumer, {
      consumer,
      owner,
      because: [...because, reason],
      reads: 0,
      lastAt: null,
    });
  }
  for (const { consumer, owner, builtIn, reads, lastAt } of readers) {
    if (builtIn || retired.has(consumer)) continue;
    const { because = [] } = blockers.get(consumer) ?? {};
    blockers.set(consumer, { consumer, owner, because: [...because, 'reads'], reads, lastAt });
  }
  return [...blockers.values()].toSorted((a, b) => (a.consumer < b.consumer ? -1 : 1));
}

const words: Readonly<Record<Blocker['because'][number], string>> = {
  declares: 'declares it',
  follows: 'follows the live version',
  reads: 'reads it',
};

/** `home-feed (ads@example.com) declares it and reads it, 120 times, last on 2026-01-03T…` */
export function explainBlocker({ consumer, owner, because, reads, lastAt }: Blocker): string {
  const why = `${consumer} (${owner}) ${because.map((reason) => words[reason]).join(' and ')}`;
  if (lastAt === null) return why;
  return `${why}, ${reads === 1 ? 'once' : `${reads} times`}, last on ${lastAt}`;
}
