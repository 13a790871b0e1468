import type { Interest, Interests } from '../../contracts/home.ts';
import { versionOf } from '../../contracts/signal-ref.ts';
import { readVersions } from '../../extraction/versions/versions.ts';
import { findCards } from '../../retrieval/card.ts';
import type { HomeStores } from './home.ts';
import { interestDays } from './user-models.ts';

/** Of an interest's items the weightiest are shown. */
const mostShown = 12;

/** What a person is interested in, as far as their engagements tell; nothing of one who is not known. */
export async function showInterests(
  user: string,
  { stores: { db, clock }, models }: HomeStores,
): Promise<Interests> {
  const versions = await readVersions(db);
  const model = await models.of(user, clock(), versions);
  const shown = model.interests.map((interest) => ({
    ...interest,
    size: interest.items.length,
    items: interest.items.slice(0, mostShown),
  }));
  const cards = await findCards(db, [
    ...new Set(shown.flatMap(({ id, items }) => [id, ...items.map(({ item }) => item)])),
  ]);
  const interests = shown.flatMap(({ id, space, size, items, ...rest }): Interest[] => {
    const medoid = cards.get(id);
    // An item that went a moment ago: the next asking knows of it.
    if (!medoid) return [];
    return [
      {
        id,
        medoid,
        signal: space,
        importance: rest.importance,
        share: rest.share,
        size,
        items: items.flatMap(({ item, kind, weight, at }) => {
          const card = cards.get(item);
          return card ? [{ card, kind, weight, at: new Date(at).toISOString() }] : [];
        }),
        lastAt: new Date(rest.lastAt).toISOString(),
      },
    ];
  });
  const refs = [...new Set(model.interests.map(({ space }) => space))].map(versionOf);
  return {
    user,
    interests,
    engaged: model.engaged,
    hidden: model.hidden,
    unplaced: model.unplaced,
    sinceDays: interestDays,
    versions: Object.fromEntries(refs.map(({ name, version }) => [name, version])),
  };
}
