import { sql } from 'kysely';
import { conditionOf } from '../../../retrieval/condition.ts';
import { foundBy, type FindRoute } from '../find-route.ts';
import { countItems } from './count-items.ts';

/** Phrases of the item that are looked for: its most telling ones. */
const mostPhrases = 8;

/** Items looked at of one phrase; one that more have says next to nothing. */
const mostOfPhrase = 2000;

interface Row {
  readonly id: string;
  /** From 1, in the order of the phrases. */
  readonly phrase: string;
}

/**
 * Items that have all words of this one's keyphrases, in title, tags, description, or seen or read in
 * the picture, stemmed as the language of both has them. A phrase counts by how telling it is of the
 * item and by how rare it is (inverse document frequency: Spärck Jones, "A Statistical Interpretation
 * of Term Specificity", 1972).
 */
export const findByPhrases: FindRoute = async (
  { anchor: { id, phrases }, limit, filters },
  { versions, stores: { db } },
) => {
  const asked = phrases.slice(0, mostPhrases);
  if (asked.length === 0) return undefined;
  const condition = filters ? conditionOf(filters) : sql<boolean>`true`;
  const [items, { rows }] = await Promise.all([
    countItems(db),
    sql<Row>`
      with asked as (
        select phrase, configuration,
          tsvector_to_array(to_tsvector(configuration::regconfig, text)) as stems
        from unnest(${asked.map(({ phrase }) => phrase.toLowerCase())}::text[])
          with ordinality as each (text, phrase)
        cross join (select configuration from search_documents where item = ${id}) as own
      )
      select holder.item as id, asked.phrase
      from asked cross join lateral (
        select item from search_documents
        where terms @> asked.stems and asked.stems <> '{}'
          and configuration = asked.configuration and item <> ${id}
          and exists (select from items where items.id = item and ${condition})
        limit ${mostOfPhrase}
      ) as holder`.execute(db),
  ]);
  const holders = new Map<string, number>();
  for (const { phrase } of rows) holders.set(phrase, (holders.get(phrase) ?? 0) + 1);
  const worthOf = (phrase: string) => {
    const score = asked[Number(phrase) - 1]?.score ?? 0;
    return score * Math.log(1 + items / (holders.get(phrase) ?? 1));
  };
  const most = asked.reduce((sum, _, at) => sum + worthOf(String(at + 1)), 0);
  const shared = new Map<string, string[]>();
  for (const { id: item, phrase } of rows) shared.set(item, [...(shared.get(item) ?? []), phrase]);
  const ref = versions.live('keyphrases');
  const candidates = [...shared].map(([item, held]) => {
    const best = held.toSorted((a, b) => worthOf(b) - worthOf(a));
    const named = best.slice(0, 3).map((phrase) => `“${asked[Number(phrase) - 1]?.phrase ?? ''}”`);
    const value = held.reduce((sum, phrase) => sum + worthOf(phrase), 0) / most;
    return foundBy('phrases', ref, { id: item, value, why: `it shares ${named.join(', ')}` });
  });
  return {
    candidates: candidates
      .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit),
    refs: [ref],
    explanations: [],
  };
};
