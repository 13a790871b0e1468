import type { Command } from 'commander';
import type { SearchedStore } from '../../../contracts/deletions.ts';
import { verifyDeleted } from '../../../extraction/deletion/verify.ts';
import { withContext } from '../session.ts';

export function registerVerifyDeleted(program: Command): void {
  program
    .command('verify-deleted')
    .argument('<id>', 'an item')
    .description('search every store for an item; exit 1 if anything of it is found')
    .action(async (id: string, _flags: unknown, command: Command) => {
      await withContext(command, async (context, output) => {
        const verification = await verifyDeleted(id, context);
        const { deleted, proven, stores } = verification;
        output.object(verification);
        for (const store of stores) for (const line of linesOf(store)) output.line(line);
        output.line();
        output.line(
          proven
            ? 'Nothing of it is left.'
            : deleted
              ? 'Nothing of it was found. Where it cannot be ruled out (?) other things were changed ' +
                'since: `understory delete ID --gone` cleans those places again.'
              : 'It was found (✗). `understory delete ID --gone` deletes it.',
        );
        if (!deleted) process.exitCode = 1;
      });
    });
}

function linesOf({ store, searched, found, unproven, expected }: SearchedStore): string[] {
  const mark = found.length > 0 ? '✗' : unproven.length > 0 ? '?' : '✓';
  const details = [...found, ...unproven, ...expected.map((text) => `on purpose: ${text}`)];
  return [`${mark} ${store}: ${searched}`, ...details.map((text) => `    ${text}`)];
}
