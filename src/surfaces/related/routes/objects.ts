import type { Candidate } from '../../pipeline/candidate.ts';
import { filterOf } from '../../../retrieval/indexes/item-filter.ts';
import { nearestOf } from '../../../retrieval/nearest.ts';
import { tableOf } from '../../../storage/lance/table-of.ts';
import { foundBy, type FindRoute } from '../find-route.ts';

/** Of an object in another picture, for the object of this one that it is likest to. */
interface Likest {
  readonly part: string;
  readonly value: number;
  /** The object of this item; undefined where it is its whole picture. */
  readonly own: string | undefined;
}

/** Items that have an object that looks like one of this item's, or like its whole picture. */
export const findByObjects: FindRoute = async (
  { anchor: { id, picture, crops }, limit, filters },
  { versions, stores },
) => {
  const ref = versions.live('crop_embedding');
  if (!picture || versions.registry.spaceOf(ref) !== picture.space) return undefined;
  const wanted = { limit: limit * 2, filter: filters && filterOf(filters, stores.db) };
  const queries = [{ label: undefined, embedding: picture }, ...crops];
  const answers = await Promise.all(
    queries.map(({ embedding }) => nearestOf(ref, embedding, wanted, versions, stores.indexes)),
  );
  const best = new Map<string, Likest>();
  for (const [at, { near }] of answers.entries()) {
    for (const { item, part, cosine } of near) {
      if (item === id || cosine <= (best.get(item)?.value ?? -1)) continue;
      best.set(item, { part, value: cosine, own: queries[at]?.label });
    }
  }
  const likest = [...best].toSorted(([, a], [, b]) => b.value - a.value).slice(0, limit);
  const records = await (
    await tableOf(stores.signals, ref)
  ).recordsOf(likest.map(([item]) => item));
  return {
    candidates: likest.map(([item, { part, value, own }]): Candidate => {
      const object = records.find((record) => record.item === item && record.part === part)?.value;
      const why =
        `its ${object?.label ?? 'object'} looks like ` +
        `${own === undefined ? 'the whole' : `this ${own}`} (${value.toFixed(2)})`;
      return foundBy('objects', ref, { id: item, value, why, ...(object && { box: object.box }) });
    }),
    refs: [ref],
    explanations: answers.map(({ explanation }) => explanation),
  };
};
