import { dayMs } from '../../base/durations.ts';
import { eventKinds } from '../../contracts/events.ts';
import { findDeeds } from '../../engagement/history.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { Candidate, Hydrated } from '../pipeline/candidate.ts';

type Note = (text: string) => void;

/** Who looks at the feed, and when: milliseconds since 1970. */
export interface Viewer {
  readonly user: string;
  readonly asOf: number;
}

/** An item that was only shown may come again after so many days. */
const shownDays = 7;
/** Leaves out what could not be read: there is nothing to look at. */
export function leaveOutFailed<Of extends Hydrated>(candidates: readonly Of[], note: Note): Of[] {
  const left = candidates.filter(({ card }) => card.state !== 'failed');
  if (left.length < candidates.length) note(`${candidates.length - left.length} failed`);
  return left;
}

/** Leaves out what the person did anything with, and what they were shown of late. */
export async function leaveOutKnown<Of extends Candidate>(
  candidates: readonly Of[],
  { user, asOf }: Viewer,
  db: Database,
  note: Note,
): Promise<Of[]> {
  const deeds = await findDeeds(user, idsOf(candidates), asOf, db);
  const shownSince = asOf - shownDays * dayMs;
  const shown = new Set(deeds.flatMap(({ item, at }) => (at.getTime() >= shownSince ? item : [])));
  const used = new Set(deeds.flatMap(({ item, kind }) => (kind === 'impression' ? [] : item)));
  const left = candidates.filter(({ id }) => !used.has(id) && !shown.has(id));
  if (left.length < candidates.length) {
    const ofUse = candidates.filter(({ id }) => used.has(id)).length;
    note(
      `${ofUse} engaged with or hidden, ${candidates.length - left.length - ofUse} shown of late`,
    );
  }
  return left;
}

/** Leaves out what the person has hidden by now, though the feed was begun before. */
export async function leaveOutHidden<Of extends Candidate>(
  candidates: readonly Of[],
  { user, asOf }: Viewer,
  db: Database,
  note: Note,
): Promise<Of[]> {
  const deeds = await findDeeds(user, idsOf(candidates), asOf, db);
  const hidden = new Set(
    deeds.flatMap(({ item, kind }) => (eventKinds[kind].weight < 0 ? item : [])),
  );
  const left = candidates.filter(({ id }) => !hidden.has(id));
  if (left.length < candidates.length) note(`${candidates.length - left.length} hidden since`);
  return left;
}

function idsOf(candidates: readonly Candidate[]): string[] {
  return candidates.map(({ id }) => id);
}
