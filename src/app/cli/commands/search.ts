import type { Command } from 'commander';
import { mostDeadlineMs } from '../../../contracts/online.ts';
import { openOnline } from '../../../extraction/online/open-online.ts';
import { readOnlineSettings } from '../../../extraction/online/settings.ts';
import { partsOf } from '../../../surfaces/search/parts-of.ts';
import { search } from '../../../surfaces/search/search.ts';
import { readPicture } from '../picture-file.ts';
import {
  explainOption,
  facetOption,
  filtersOf,
  limitOption,
  printResults,
  qualityOption,
  type FilterFlags,
} from '../query-options.ts';
import { recordAnswer } from '../record-answer.ts';
import { addPartOptions, type PartFlag } from '../search-parts.ts';
import { withContext } from '../session.ts';

interface SearchFlags extends FilterFlags {
  readonly limit: number;
  readonly unsafe?: boolean;
  readonly copies?: boolean;
  readonly asTyped?: boolean;
}

export function registerSearch(program: Command): void {
  const command = program
    .command('search')
    .description('find items by words, pictures and items, or a mix of them');
  const partsOfFlags = addPartOptions(command);
  command
    .addOption(limitOption())
    .addOption(facetOption())
    .addOption(qualityOption())
    .option('--unsafe', 'show unsafe items too')
    .option('--copies', 'show all near-duplicates, not only the best')
    .option('--as-typed', 'never look for other words than those typed')
    .addOption(explainOption())
    .action(async (flags: SearchFlags) => {
      const { limit, unsafe, copies, asTyped, explain } = flags;
      const parts = partsOfFlags();
      const pictures = await readPictures(parts);
      await withContext(command, async (context, output) => {
        const online = openOnline(context, { ...readOnlineSettings(), threads: 1 });
        try {
          const deadline = performance.now() + mostDeadlineMs;
          const found = await search(
            await partsOf({ parts }, pictures, context.blobs),
            {
              limit,
              explain,
              filters: filtersOf(flags),
              ...(unsafe && { unsafe }),
              ...(copies && { copies }),
              ...(asTyped && { asTyped }),
            },
            { stores: context, online, deadline },
          );
          await recordAnswer(found.versions, found.results.length, context);
          printResults(found, output);
        } finally {
          await online.close();
        }
      });
    });
}

async function readPictures(parts: readonly PartFlag[]): Promise<Map<string, Uint8Array>> {
  const files = new Set(parts.flatMap(({ picture }) => (picture === undefined ? [] : [picture])));
  const pictures = new Map<string, Uint8Array>();
  for (const file of files) pictures.set(file, await readPicture(file));
  return pictures;
}
