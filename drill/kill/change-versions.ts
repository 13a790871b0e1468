import { setTimeout as sleep } from 'node:timers/promises';
import { startCli, type CliProcess } from '../../test/fixtures/run-cli.ts';

const version = 'image_embedding@2';

/** From its start a process lives at most so long before it is killed. */
const longestLifeMs = 6000;

/**
 * The life of a second version: backfilled with a server beside it, promoted, and rolled back. Each
 * command is given again, as its user would, until it says that it is done.
 *
 * @param kills At most so many.
 * @returns How many there were.
 * @throws Error where a command fails for another reason than having been killed.
 */
export async function changeVersions(
  home: string,
  kills: number,
  random: () => number,
): Promise<number> {
  let left = kills;
  const disturbed = async (args: readonly string[], isDone: (stderr: string) => boolean) => {
    for (;;) {
      const command = startCli(args, { home });
      if (left > 0 && (await killed(command, random() * longestLifeMs))) {
        left -= 1;
        continue;
      }
      const { code, stderr } = await command.ended;
      if (code === 0 || isDone(stderr)) return;
      throw new Error(`${args.join(' ')} ended with ${code}:\n${stderr}`);
    }
  };

  let server = serve(home);
  const end = { is: false };
  const disturbServer = (async () => {
    while (!end.is) {
      await sleep(random() * longestLifeMs);
      if (end.is || left <= 0) continue;
      left -= 1;
      await killServer(server);
      server = serve(home);
    }
  })();
  try {
    await disturbed(['signals', 'backfill', version, '--json'], () => false);
    const isLive = (stderr: string) => stderr.includes('is the live version already');
    await disturbed(['signals', 'promote', version, '--json'], isLive);
    const isBack = (stderr: string) => stderr.includes('no promotion of');
    await disturbed(['signals', 'rollback', 'image_embedding', '--json'], isBack);
  } finally {
    end.is = true;
    await disturbServer;
    server.child.kill('SIGTERM');
    await server.ended;
  }
  return kills - left;
}

/** @throws Error where it had ended by itself, which a server never does. */
async function killServer({ child, ended }: CliProcess): Promise<void> {
  if (child.exitCode !== null) throw new Error(`The server ended:\n${(await ended).stderr}`);
  child.kill('SIGKILL');
  await ended;
}

function serve(home: string): CliProcess {
  return startCli(['serve'], { home });
}

/** Kills a command after a while; false where it ended by itself before. */
async function killed({ child, ended }: CliProcess, afterMs: number): Promise<boolean> {
  const isOver = await Promise.race([ended.then(() => true), sleep(afterMs, false)]);
  if (isOver) return false;
  child.kill('SIGKILL');
  await ended;
  return true;
}
