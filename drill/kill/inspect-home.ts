import { homeAt } from '../../src/base/home.ts';
import { startServer } from '../../src/storage/postgres/server.ts';
import { inspect, type Inspection } from '../../test/fixtures/inspect.ts';

/** What is in a home that no command works in. */
export async function inspectHome(root: string): Promise<Inspection> {
  const home = homeAt(root);
  return await startServer(home, (url) => inspect(home, url));
}
