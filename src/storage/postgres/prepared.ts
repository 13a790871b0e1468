import type { CompiledQuery } from 'kysely';
import type { Database } from './database.ts';
import { nameStatement } from './prepared-pool.ts';

/**
 * A statement that most requests run: its text is made once in a process, and PostgreSQL parses it
 * once on each connection. It names the columns that it reads: `*` would fail on open connections
 * once a newer program has added a column.
 *
 * @param name Unique in the program.
 * @param compile Its parameters must be the arguments, each once and in their order.
 * @returns Runs the statement and gives its rows.
 */
export function prepared<Arguments extends readonly unknown[], Row>(
  name: string,
  compile: (db: Database, ...values: Arguments) => CompiledQuery<Row>,
): (db: Database, ...values: Arguments) => Promise<readonly Row[]> {
  let statement: CompiledQuery<Row> | undefined;
  return async (db, ...values) => {
    statement ??= nameOnce(name, compile(db, ...values), values);
    const { rows } = await db.executeQuery<Row>({ ...statement, parameters: values });
    return rows;
  };
}

function nameOnce<Row>(
  name: string,
  statement: CompiledQuery<Row>,
  values: readonly unknown[],
): CompiledQuery<Row> {
  const { sql, parameters } = statement;
  if (parameters.length !== values.length || parameters.some((each, at) => each !== values[at])) {
    throw new TypeError(`The parameters of the statement ${name} are not its arguments.`);
  }
  nameStatement(sql, name);
  return statement;
}
