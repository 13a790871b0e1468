import type { Connection, Table } from '@lancedb/lancedb';
import type { Schema } from 'apache-arrow';
import { conflict } from '../../base/errors.ts';
import type { Objects } from '../objects/objects.ts';
import { createLanceTable } from './create-lance-table.ts';
import { schemaDifferences } from './schema-difference.ts';

/** Where Lance tables are: a connection to a folder or a prefix, and the files there. */
export interface LanceTables {
  readonly connection: Connection;
  readonly objects: Objects;
}

/**
 * The Lance table of this name, made when it is not there.
 *
 * @throws conflict `table-contradicts-schema` where it is there with other columns.
 */
export async function openLanceTable(
  tables: LanceTables,
  name: string,
  schema: Schema,
): Promise<Table> {
  const there = await findLanceTable(tables, name);
  if (!there) await createLanceTable(tables.objects, name, schema);
  const table = there ?? (await tables.connection.openTable(name));
  await checkColumns(table, schema);
  return table;
}

async function checkColumns(table: Table, schema: Schema): Promise<void> {
  const differences = schemaDifferences(await table.schema(), schema);
  if (differences.length === 0) return;
  throw conflict(
    'table-contradicts-schema',
    `The table ${table.name} is not what its signal says: ${differences.join('; ')}. ` +
      'Values of another schema belong to a new version of the signal; or drop this table and read again.',
  );
}

/** The table of this name where there is one; its columns are not looked at. */
export async function findLanceTable(
  { connection, objects }: LanceTables,
  name: string,
): Promise<Table | undefined> {
  try {
    return await connection.openTable(name);
  } catch {
    // A table is there from when its first version is, whatever else is in its folder.
    if ((await objects.list(`${name}.lance/_versions/`)).length === 0) return undefined;
    // Where another process has made it meanwhile.
    return await connection.openTable(name);
  }
}

/** The names of all tables. */
export async function tableNames(connection: Connection): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    const last = names.at(-1);
    const page = await connection.tableNames({
      limit: 1000,
      ...(last === undefined ? {} : { startAfter: last }),
    });
    names.push(...page);
    if (page.length < 1000) return names;
  }
}

/** SQL that is true of the rows of these items, whatever is in their ids. */
export function isOneOf(items: readonly string[], column = 'item'): string {
  return `${column} IN (${items.map((item) => `'${item.replaceAll("'", "''")}'`).join(', ')})`;
}

/** SQL that is true of the rows that name one of these items in any of the columns. */
export function namesOneOf(items: readonly string[], columns: readonly string[]): string {
  return columns.map((column) => isOneOf(items, column)).join(' OR ');
}
