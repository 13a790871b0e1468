import type { Command } from 'commander';
import { readChanges, type ChangeFilter } from '../../../changes/read.ts';
import { createChangeTail } from '../../../changes/tail.ts';
import { changeFilterSchema } from '../../../contracts/changes.ts';
import { validate } from '../../api/validate.ts';
import { interruptSignal, withContext } from '../session.ts';

interface ChangesFlags {
  readonly after?: string;
  readonly follow?: boolean;
  readonly types?: string;
  readonly signals?: string;
}

const pageSize = 200;

export function registerChanges(program: Command): void {
  program
    .command('changes')
    .description('what changed, as CloudEvents, a line of JSON each; an id is the cursor after it')
    .option('--after <cursor>', 'what follows that event; "latest" for what happens from now on')
    .option('--follow', 'go on with what happens, until interrupted')
    .option('--types <names>', 'such as understory.item.added.v1, with commas between')
    .option('--signals <names>', 'of the events about signals only those of these')
    .action(async ({ after, follow, types, signals }: ChangesFlags, command: Command) => {
      const filter: ChangeFilter = validate(changeFilterSchema, { types, signals });
      await withContext(command, async ({ db, log }, output) => {
        const signal = follow === true ? interruptSignal(output) : new AbortController().signal;
        const tail = createChangeTail(db, { log });
        let next = after;
        while (!signal.aborted) {
          const page = await readChanges(db, { ...filter, after: next, limit: pageSize });
          next = page.next;
          for (const event of page.events) await output.raw(`${JSON.stringify(event)}\n`);
          if (!page.isEnd) continue;
          if (follow !== true) break;
          await tail.waitForMore(next, signal);
        }
        if (next !== undefined) output.note(`To go on from here: --after ${next}`);
      });
    });
}
