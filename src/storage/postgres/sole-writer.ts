import pg from 'pg';
import { connectionTo } from './connections.ts';

/**
 * Takes a right that one process at a time can have, held until it is given back or the process
 * dies: undefined where another has it.
 */
export async function claimAlone(
  url: string,
  right: string,
): Promise<(() => Promise<void>) | undefined> {
  const client = new pg.Client({ ...connectionTo(url), application_name: 'understory' });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ claimed: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as claimed',
    [right],
  );
  if (rows[0]?.claimed === true) return () => client.end();
  await client.end();
  return undefined;
}
