import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { inputError } from '../../../base/errors.ts';
import type { Deletion } from '../../../contracts/deletions.ts';
import { beginDeletion } from '../../../extraction/deletion/begin.ts';
import { findDeletion, listDeletions } from '../../../extraction/deletion/deletion-view.ts';
import { finishDeletions } from '../../../extraction/deletion/finish.ts';
import { liftTombstone } from '../../../extraction/deletion/tombstones.ts';
import { cliPrincipal } from '../../../consumers/principal.ts';
import type { AppContext } from '../../context.ts';
import { table, type Output } from '../output.ts';
import { withContext } from '../session.ts';

interface DeleteFlags {
  readonly reason?: string;
  readonly yes?: boolean;
  readonly gone?: boolean;
  readonly restore?: boolean;
  readonly list?: boolean;
}

export function registerDelete(program: Command): void {
  program
    .command('delete')
    .argument('[id...]', 'items')
    .description('take items out of every store for good, and keep them from being read again')
    .option('--reason <text>', 'why, for the audit; it must not say who the item is about')
    .option('--yes', 'do not ask')
    .option('--gone', 'also items that the catalogue does not have any more')
    .option('--restore', 'let deleted items be read again; they come with the next read')
    .option('--list', 'what was deleted, when, by whom and why')
    .action(async (ids: readonly string[], flags: DeleteFlags, command: Command) => {
      await withContext(command, async (context, output) => {
        if (flags.list) return await list(context, output);
        if (ids.length === 0) {
          throw inputError('no-ids', 'Expected the ids of items, or --list: understory delete ID…');
        }
        if (flags.restore) return await restore(ids, context, output);
        if (!flags.yes) await confirm(ids);
        return await deleteAll(ids, flags, context, output);
      });
    });
}

async function deleteAll(
  ids: readonly string[],
  { reason, gone = false }: DeleteFlags,
  context: AppContext,
  output: Output,
): Promise<void> {
  const order = { by: cliPrincipal.consumer, reason, gone };
  const deletions: string[] = [];
  for (const id of ids) deletions.push(await beginDeletion(id, order, context));
  await finishDeletions(context, {
    onStep(step) {
      output.note(`Deleting: ${step} …`);
    },
  });
  const done = await Promise.all(deletions.map((id) => findDeletion(context.db, id)));
  output.object({ deletions: done });
  for (const [at, deletion] of done.entries()) {
    output.line(`${ids[at] ?? ''} is deleted: ${inWords(deletion)}.`);
    output.line(
      deletion.models.length === 0
        ? 'No model was trained on it.'
        : `Models that were trained on it, to be trained anew: ${deletion.models.join(', ')}.`,
    );
  }
  output.line('`understory verify-deleted ID` searches every store for what may be left.');
}

function inWords({ removed }: Deletion): string {
  const { signalRows, catalogueRows, events, blobs, bytes, thumbnails } = removed;
  return (
    `${signalRows} rows of signals, ${catalogueRows} of the catalogue, ${events} events, ` +
    `${blobs} blobs of ${bytes} bytes, ${thumbnails} thumbnails`
  );
}

async function restore(
  ids: readonly string[],
  { db, clock }: AppContext,
  output: Output,
): Promise<void> {
  for (const id of ids) await liftTombstone(db, id, cliPrincipal.consumer, clock());
  output.object({ restored: ids });
  for (const id of ids) output.line(`${id} may be read again: read its source to have it back.`);
}

async function list({ db }: AppContext, output: Output): Promise<void> {
  const deletions = await listDeletions(db);
  output.object({ deletions });
  if (deletions.length === 0) {
    output.line('Nothing was deleted yet.');
    return;
  }
  output.line(table([['deletion', 'when', 'by', 'state', 'reason'], ...deletions.map(rowOf)]));
}

function rowOf({ id, requestedAt, by, state, reason, restoredAt }: Deletion): string[] {
  return [id, requestedAt, by, restoredAt === null ? state : 'restored', reason ?? ''];
}

/** @throws input `not-confirmed` */
async function confirm(ids: readonly string[]): Promise<void> {
  const what = ids.length === 1 ? (ids[0] ?? '') : `${ids.length} items`;
  const refusal = inputError(
    'not-confirmed',
    `Nothing was deleted: ${what} would go from every store for good. Confirm it with --yes.`,
  );
  if (!process.stdin.isTTY) throw refusal;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(
      `${what} will go from the catalogue, from all versions of all signals with their history, from ` +
        'clusters, blobs, thumbnails and past events, for good, and will not be read again.\n' +
        'Type "delete" to go on: ',
    );
    if (answer.trim() !== 'delete') throw refusal;
  } finally {
    lines.close();
  }
}
