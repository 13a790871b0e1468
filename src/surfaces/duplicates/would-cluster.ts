import { sql } from 'kysely';
import {
  starClusters,
  type Edge,
  type Membership,
} from '../../signals/near-duplicates/clusters.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { AskedContent } from './asked-content.ts';

export interface WouldBe {
  /** What cluster its items are of now, of most of them; null where they are of none. */
  readonly id: string | null;
  /** The item that the cluster would be built around; null where it is what is asked about. */
  readonly centre: string | null;
  /** The items of the cluster besides the one that is asked about, by id. */
  readonly items: readonly { readonly id: string; readonly membership: Membership }[];
}

/** Stands for what came with the request: no id of an item comes after it. */
const requested = '\uffff';

/**
 * The near-duplicates that a content would be one of, were its cluster made now: the graph that is
 * stored around it, with its own edges, cut as the graph of the catalogue is. What is in the graph
 * already keeps the edges that it has there.
 */
export async function wouldCluster(
  { content, item }: AskedContent,
  edges: readonly Edge[],
  db: Database,
): Promise<WouldBe | undefined> {
  const near = edges.map(({ b }) => b);
  const reached = await sql<{ content: string; items: string[]; is_settled: boolean }>`
    with recursive reached(content) as (
      select unnest(${[content, ...near]}::text[])
      union select edge.b from near_edges as edge join reached on reached.content = edge.a
    )
    select content, array_agg(items.id order by items.id) as items,
      exists (select from near_contents as settled
        where settled.content = reached.content and settled.items > 0) as is_settled
    from reached join items using (content)
    where items.done_input is not null group by content`.execute(db);
  const itemsOf = new Map(reached.rows.map((row) => [row.content, row.items]));
  const own = reached.rows.find((row) => row.content === content);
  const stored = await sql<Edge>`
    select a, b, decided_by as by, distance from near_edges
    where a = any(${[...itemsOf.keys()]}::text[]) and a < b order by a, b`.execute(db);
  if (!own) itemsOf.set(content, [requested]);
  const all = own?.is_settled ? stored.rows : [...stored.rows, ...edges];
  const members = starClusters(all, itemsOf);

  const asked = item ?? own?.items[0] ?? requested;
  const membership = members.get(asked);
  if (!membership) return item === undefined && own ? alone(own.items, db) : undefined;
  const cluster = [...members].filter(([, { cluster: of }]) => of === membership.cluster);
  const items = cluster
    .filter(([id]) => id !== requested && id !== item)
    .map(([id, own_]) => ({ id, membership: own_ }));
  return {
    id: await currentCluster(
      items.map(({ id }) => id),
      db,
    ),
    centre: membership.cluster === requested ? null : membership.cluster,
    items,
  };
}

/** Items of the very files, that nothing else is near. */
async function alone(ids: readonly string[], db: Database): Promise<WouldBe> {
  const [first = ''] = ids;
  return {
    id: await currentCluster(ids, db),
    centre: first,
    items: ids.map((id) => ({
      id,
      membership: {
        cluster: first,
        size: ids.length,
        decidedBy: id === first ? 'first' : 'hash',
        distance: 0,
      },
    })),
  };
}

async function currentCluster(ids: readonly string[], db: Database): Promise<string | null> {
  if (ids.length === 0) return null;
  const { rows } = await sql<{ cluster: string }>`
    select cluster from items where id = any(${[...ids]}::text[]) and cluster is not null
    group by cluster order by count(*) desc, cluster limit 1`.execute(db);
  return rows[0]?.cluster ?? null;
}
