import { homeAt } from '../../src/base/home.ts';
import { startServer, stopServerIfUnused } from '../../src/storage/postgres/server.ts';
import { inspect, type Inspection } from '../../test/fixtures/inspect.ts';
import { runCli } from '../../test/fixtures/run-cli.ts';
import { makeHomeIn } from './make-home.ts';

/** What the same commands leave on one machine where nothing goes wrong. */
export async function runCalmly(
  root: string,
  commands: readonly (readonly string[])[],
): Promise<Inspection> {
  const home = homeAt(await makeHomeIn(root));
  try {
    for (const args of commands) {
      const { code, stderr } = await runCli(args, { home: root });
      if (code !== 0) throw new Error(`The calm ${args.join(' ')} ended with ${code}:\n${stderr}`);
    }
    return await startServer(home, (url) => inspect(home, url));
  } finally {
    await stopServerIfUnused(home);
  }
}
