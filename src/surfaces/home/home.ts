import type { Clock } from '../../base/clock.ts';
import { seededRandom } from '../../base/random.ts';
import type { HomeAnswer } from '../../contracts/home.ts';
import { versionOf } from '../../contracts/signal-ref.ts';
import { readVersions } from '../../extraction/versions/versions.ts';
import type { VectorStores } from '../../retrieval/vector-stores.ts';
import { startTrace } from '../pipeline/trace.ts';
import { hydrate } from '../stages/hydrate.ts';
import { keepOneOfCopies, keepSafe } from '../stages/rules.ts';
import { spaceOut } from '../stages/space-out.ts';
import { blend } from './blend.ts';
import { checkTopics } from './check-topics.ts';
import { drawInterests } from './draw-interests.ts';
import { embedItems, likenessOf } from './embedded.ts';
import { findCandidates } from './find-candidates.ts';
import { clustersOf, withTimes } from './hydrate-home.ts';
import { nameInterests, presentHome, wordsOf } from './present-home.ts';
import { rankForHome } from './rank.ts';
import { leaveOutFailed, leaveOutHidden, leaveOutKnown } from './rules.ts';
import { beginSession, cursorOf, sessionOf, type HomeRequest } from './session.ts';
import type { UserModels } from './user-models.ts';

export interface HomeOptions {
  /** Ids of topics that the person chose. */
  readonly topics?: readonly string[];
  readonly limit: number;
  readonly seed?: number | undefined;
  readonly cursor?: string | undefined;
  readonly explain?: boolean | undefined;
}

export interface HomeStores {
  readonly stores: VectorStores & { readonly clock: Clock };
  readonly models: UserModels;
}

/** How far apart what is alike, and what is of poor quality, is put; see `spaceOut`. */
const spacing = { window: 8, costs: { alike: 0.04, poor: 0.02 } } as const;
const poorQuality = 0.3;

/**
 * A page of a person's feed: items near their interests, new ones and some by chance, without what
 * they know already, ranked, their places given out to the routes, and the alike put apart.
 *
 * @throws input `unknown-topic`, `bad-cursor`, `other-feed`
 */
export async function homeFeed(
  user: string,
  { topics = [], limit, seed, cursor, explain = false }: HomeOptions,
  { stores, models }: HomeStores,
): Promise<HomeAnswer> {
  const { db, clock } = stores;
  const trace = startTrace();
  await checkTopics(topics, db);
  const request: HomeRequest = { user, topics };
  const session =
    cursor === undefined ? await beginSession(seed, stores) : sessionOf(cursor, request);
  const viewer = { user, asOf: session.asOf };
  const versions = await readVersions(db);
  const model = await models.of(user, session.asOf, versions);
  const drawn = drawInterests(model.interests, seededRandom(session.seed));

  const found = await findCandidates(
    drawn,
    request,
    session,
    versions,
    { ...stores, models },
    trace,
  );
  const hydrated = await trace.step(['hydrate', 'catalogue'], found.candidates, async (all) =>
    withTimes(await hydrate(all, db), db),
  );
  const readable = await trace.step(['rules', 'failed'], hydrated, leaveOutFailed);
  const safe = await trace.step(['rules', 'safety'], readable, keepSafe);
  const unknown = await trace.step(['rules', 'known'], safe, (all, note) =>
    leaveOutKnown(all, viewer, db, note),
  );
  const ids = unknown.map(({ id }) => id);
  const spaces = await embedItems(ids, drawn, versions, { stores, models });
  const ranked = await trace.step(['rank', 'score'], unknown, (all) =>
    rankForHome(all, { drawn, spaces, asOf: session.asOf }),
  );
  const own = await clustersOf(model, db);
  const distinct = await trace.step(['rules', 'copies'], ranked, (all, note) =>
    keepOneOfCopies(all, note, own),
  );
  const blended = await trace.step(['rank', 'blend'], distinct, (all) => blend(all, drawn));
  const end = session.offset + limit;
  const spaced = await trace.step(['diversify', 'spacing'], blended, (all) =>
    spaceOut(all, {
      ...spacing,
      likeness: (a, b) => likenessOf(spaces, a.id, b.id),
      isPoor: ({ card }) => card.quality !== null && card.quality < poorQuality,
      limit: end,
    }),
  );
  const page = await trace.step(['rules', 'hidden'], spaced.slice(session.offset), (all, note) =>
    leaveOutHidden(all, { user, asOf: clock() }, db, note),
  );
  const results = await trace.step(['present', 'cards'], page, (all) =>
    presentHome(all, { limit, explain }, db),
  );
  const refs = spaces.map(({ ref }) => versionOf(ref));
  return {
    user,
    results: [...results],
    drawn: await nameInterests(drawn, db),
    next: end < blended.length ? cursorOf({ ...session, offset: end }, request) : null,
    seed: session.seed,
    route: wordsOf(model, request, drawn.length),
    versions: Object.fromEntries(refs.map(({ name, version }) => [name, version])),
    tookMs: trace.tookMs(),
    ...(explain && { explain: [...found.explanations], trace: [...trace.stages] }),
  };
}
