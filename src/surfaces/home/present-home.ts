import { eventKinds } from '../../contracts/events.ts';
import type { HomeAnswer, HomeHit } from '../../contracts/home.ts';
import type { Engagement } from '../../engagement/history.ts';
import { findCards } from '../../retrieval/card.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { present } from '../stages/present.ts';
import type { HomeHydrated } from './rank.ts';
import type { HomeRequest } from './session.ts';
import type { UserInterest, UserModel } from './user-model.ts';

/** Candidates as they are shown, each with the route and the interest that brought it. */
export async function presentHome(
  candidates: readonly HomeHydrated[],
  options: { readonly limit: number; readonly explain: boolean },
  db: Database,
): Promise<HomeHit[]> {
  const shown = candidates.slice(0, options.limit);
  const known = await findCards(db, [
    ...new Set(shown.flatMap(({ likest }) => likest?.item ?? [])),
  ]);
  return shown.flatMap((candidate) => {
    const { route, interest, likest } = candidate;
    const why = likest ? [becauseOf(likest, known.get(likest.item)?.title)] : candidate.why;
    return present([{ ...candidate, why }], options).map((hit) => ({ ...hit, route, interest }));
  });
}

function becauseOf({ item, kind }: Engagement, title: string | undefined): string {
  return `because you ${eventKinds[kind].past} “${title || item}”`;
}

/** Interests as a feed names them. */
export async function nameInterests(
  drawn: readonly UserInterest[],
  db: Database,
): Promise<HomeAnswer['drawn']> {
  const cards = await findCards(
    db,
    drawn.map(({ id }) => id),
  );
  return drawn.map(({ id, share }) => ({ id, title: cards.get(id)?.title ?? '', share }));
}

/** How a feed was made, in words. */
export function wordsOf({ interests }: UserModel, { topics }: HomeRequest, drawn: number): string {
  const known = [
    ...(drawn > 0 ? [`${drawn} of ${interests.length} interests`] : []),
    ...(topics.length > 0 ? [`chosen topics (${topics.join(', ')})`] : []),
  ];
  const main = known.length > 0 ? known.join(' and ') : 'the best there is: nothing is known yet';
  return `${main}; new items; some by chance`;
}
