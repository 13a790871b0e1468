import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { inputError, messageOf } from '../../../base/errors.ts';
import type { SearchResults } from '../../../contracts/api.ts';
import type { Box } from '../../../contracts/box.ts';
import { openPools } from '../../../extraction/workers/pools.ts';
import {
  searchByItem,
  searchByPicture,
  searchByText,
  type Searcher,
} from '../../../retrieval/search.ts';
import {
  boxOption,
  explainOption,
  facetOption,
  filtersOf,
  limitOption,
  printResults,
  qualityOption,
  type FilterFlags,
} from '../query-options.ts';
import { recordAnswer } from '../record-answer.ts';
import { withContext } from '../session.ts';

interface SearchFlags extends FilterFlags {
  readonly text?: string;
  readonly image?: string;
  readonly item?: string;
  readonly box?: Box;
  readonly limit: number;
  readonly unsafe?: boolean;
}

export function registerSearch(program: Command): void {
  program
    .command('search')
    .description('find items by words, by a picture, or like another item')
    .option('--text <words>', 'words')
    .option('--image <file>', 'a picture')
    .option('--item <id>', 'an item of the catalogue')
    .addOption(boxOption())
    .addOption(limitOption())
    .addOption(facetOption())
    .addOption(qualityOption())
    .option('--unsafe', 'show unsafe items too')
    .addOption(explainOption())
    .action(async (flags: SearchFlags, command: Command) => {
      await withContext(command, async (context, output) => {
        const pools = openPools(context.home, 1);
        try {
          const found = await search(flags, { stores: context, pools });
          await recordAnswer(found.versions, found.results.length, context);
          printResults(found, output);
        } finally {
          await pools.close();
        }
      });
    });
}

async function search(flags: SearchFlags, searcher: Searcher): Promise<SearchResults> {
  const { text, image, item, box, limit, unsafe = false } = flags;
  const { explain } = flags;
  const options = { limit, unsafe, explain, filters: filtersOf(flags) };
  if ([text, image, item].filter((query) => query !== undefined).length !== 1) {
    throw inputError(
      'one-query',
      'Expected one of --text, --image and --item, as in: understory search --text "red shoes"',
    );
  }
  if (text !== undefined) return await searchByText(text, options, searcher);
  if (item !== undefined) return await searchByItem(item, box, options, searcher);
  const bytes = await readPicture(image ?? '');
  return await searchByPicture({ bytes, ...(box && { box }) }, options, searcher);
}

async function readPicture(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw inputError('unreadable', `Cannot read the picture ${path}: ${messageOf(cause)}`, {
      cause,
    });
  }
}
