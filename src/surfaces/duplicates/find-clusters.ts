import { sql } from 'kysely';
import type { Duplicates } from '../../contracts/api.ts';
import { versionOf } from '../../contracts/signal-ref.ts';
import type { Stores } from '../../extraction/stores.ts';
import { readVersions } from '../../extraction/versions/versions.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import { findCards } from '../../retrieval/card.ts';

type Cluster = Duplicates['clusters'][number];

/** Members shown of one cluster. */
const mostMembers = 200;

/** Clusters of near-duplicates, the largest first; or the one that an item is in. */
export async function findDuplicates(
  { db, signals }: Pick<Stores, 'db' | 'signals'>,
  { offset, limit, item }: { offset: number; limit: number; item?: string },
): Promise<Duplicates> {
  const [clusters, total] = await Promise.all([
    sql<{ cluster: string; members: string[] }>`
      select cluster, (array_agg(id order by id))[1:${sql.lit(mostMembers)}] as members from items
      where cluster is not null
        and (${item ?? null}::text is null
             or cluster = (select cluster from items where id = ${item ?? null}))
      group by cluster order by count(*) desc, cluster
      offset ${offset} limit ${limit}`.execute(db),
    sql<{ total: number }>`
      select count(distinct cluster)::int as total from items
      where cluster is not null
        and (${item ?? null}::text is null
             or cluster = (select cluster from items where id = ${item ?? null}))`.execute(db),
  ]);
  const ids = clusters.rows.flatMap(({ members }) => members);
  const ref = (await readVersions(db)).live('near_duplicates');
  const table = await tableOf(signals, ref);
  const [cards, records] = await Promise.all([findCards(db, ids), table.recordsOf(ids)]);
  const values = new Map(records.map((record) => [record.item, record.value]));
  return {
    total: total.rows[0]?.total ?? 0,
    versions: { near_duplicates: versionOf(ref).version },
    clusters: clusters.rows.map(({ cluster, members }): Cluster => ({
      id: cluster,
      items: members
        .flatMap((id) => {
          const card = cards.get(id);
          const value = values.get(id);
          if (!card || !value) return [];
          return [{ ...card, decidedBy: value.decidedBy, distance: value.distance }];
        })
        .toSorted((a, b) => rankOf(a.decidedBy) - rankOf(b.decidedBy) || a.distance - b.distance),
    })),
  };
}

/** The item that a cluster is built around comes first, then those sure by hash. */
function rankOf(decidedBy: 'hash' | 'embedding' | 'first'): number {
  return ['first', 'hash', 'embedding'].indexOf(decidedBy);
}
