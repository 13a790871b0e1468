import { sql } from 'kysely';
import type { Asset } from '../../contracts/item.ts';
import type { Edge } from '../../signals/near-duplicates/clusters.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { Representative } from './pictures.ts';

/** Rows read or written at once. */
const batchSize = 5000;

/** A content for each item that was computed, by the first of its items. */
export async function loadRepresentatives(db: Database): Promise<Representative[]> {
  const all: Representative[] = [];
  for (;;) {
    const { rows } = await sql<{ content: string; item: string; assets: Asset[] }>`
      select distinct on (content) content, id as item, assets from items
      where content > ${all.at(-1)?.content ?? ''} and done_input is not null
      order by content, id limit ${batchSize}`.execute(db);
    all.push(
      ...rows.map(({ content, item, assets }) => ({ content, item, assets: facts(assets) })),
    );
    if (rows.length < batchSize) return all;
  }
}

function facts(assets: readonly Asset[]): Representative['assets'] {
  return assets.map(({ digest, medium }) => ({ digest, medium }));
}

/** Contents that more or fewer items have than when clusters were last made. */
export async function findMovedContents(
  db: Database,
): Promise<{ readonly moved: string[]; readonly gone: string[] }> {
  const { rows } = await sql<{ content: string; gone: boolean }>`
    select coalesce(now.content, before.content) as content, now.content is null as gone
    from (select content, count(*)::int as items from items where content is not null group by content)
      as now
    full join near_contents as before on before.content = now.content
    where now.items is distinct from before.items`.execute(db);
  return {
    moved: rows.filter(({ gone }) => !gone).map(({ content }) => content),
    gone: rows.filter(({ gone }) => gone).map(({ content }) => content),
  };
}

/** Of contents that were in the graph, those that an item still has, and those that none has. */
export async function findLeft(
  db: Database,
  contents: readonly string[],
): Promise<{ readonly moved: string[]; readonly gone: string[] }> {
  const { rows } = await sql<{ content: string; there: boolean }>`
    select near.content, exists (select from items where items.content = near.content) as there
    from (
      select content from near_contents union select a from near_edges
    ) as near where content = any(${contents}::text[])`.execute(db);
  return {
    moved: rows.filter(({ there }) => there).map(({ content }) => content),
    gone: rows.filter(({ there }) => !there).map(({ content }) => content),
  };
}

/**
 * Makes `edges` all that `searched` contents have, forgets those that are gone, and marks all
 * contents whose clusters may come out differently: the marks outlive a process that is killed. What
 * no item has any more, since its edges were looked for, stays out.
 */
export async function replaceEdges(
  db: Database,
  edges: readonly Edge[],
  { searched, moved, gone }: Readonly<Record<'searched' | 'moved' | 'gone', readonly string[]>>,
): Promise<void> {
  const replaced = [...searched, ...gone];
  const directed = edges.flatMap((edge) => [edge, { ...edge, a: edge.b, b: edge.a }]);
  await db.transaction().execute(async (transaction) => {
    await sql`
      insert into near_contents (content, items)
      select distinct marked.content, 0 from (
        select unnest(${[...searched, ...moved]}::text[]) as content
        union all select b from near_edges where a = any(${replaced}::text[])
      ) as marked
      on conflict (content) do update set items = 0`.execute(transaction);
    await sql`delete from near_edges where a = any(${replaced}::text[])`.execute(transaction);
    await sql`delete from near_edges where b = any(${replaced}::text[])`.execute(transaction);
    await sql`delete from near_contents where content = any(${gone}::text[])`.execute(transaction);
    for (let start = 0; start < directed.length; start += batchSize) {
      const batch = directed.slice(start, start + batchSize);
      await sql`
        insert into near_edges (a, b, decided_by, distance)
        select * from unnest(${batch.map(({ a }) => a)}::text[], ${batch.map(({ b }) => b)}::text[],
          ${batch.map(({ by }) => by)}::text[], ${batch.map(({ distance }) => distance)}::float8[])`.execute(
        transaction,
      );
    }
    await sql`
      delete from near_contents where content = any(${[...searched, ...moved]}::text[])
        and not exists (select from items where items.content = near_contents.content)`.execute(
      transaction,
    );
    await sql`
      delete from near_edges where (a = any(${[...searched]}::text[]) or b = any(${[...searched]}::text[]))
        and (not exists (select from items where content = a)
          or not exists (select from items where content = b))`.execute(transaction);
  });
}

/** The marked contents and all that are tied to them, however remotely, with their items. */
export interface Affected {
  readonly itemsOf: ReadonlyMap<string, readonly string[]>;
  readonly edges: readonly Edge[];
}

export async function loadAffected(db: Database): Promise<Affected> {
  const reached = await sql<{ content: string; items: string[] }>`
    with recursive reached(content) as (
      select content from near_contents where items = 0
      union select edge.b from near_edges as edge join reached on reached.content = edge.a
    )
    select content, array_agg(items.id order by items.id) as items
    from reached join items using (content) group by content`.execute(db);
  const contents = reached.rows.map(({ content }) => content);
  const { rows } = await sql<Edge>`
    select a, b, decided_by as by, distance from near_edges
    where a = any(${contents}::text[]) and a < b order by a, b`.execute(db);
  return {
    itemsOf: new Map(reached.rows.map(({ content, items }) => [content, items])),
    edges: rows,
  };
}

/** Takes the marks off contents whose clusters were made of these items. */
export async function unmark(db: Database, itemsOf: Affected['itemsOf']): Promise<void> {
  const contents = [...itemsOf.keys()];
  for (let start = 0; start < contents.length; start += batchSize) {
    const batch = contents.slice(start, start + batchSize);
    await sql`
      insert into near_contents (content, items)
      select * from unnest(${batch}::text[],
        ${batch.map((content) => itemsOf.get(content)?.length ?? 0)}::int[])
      on conflict (content) do update set items = excluded.items`.execute(db);
  }
}
