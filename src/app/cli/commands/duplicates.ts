import type { Command } from 'commander';
import { inputError } from '../../../base/errors.ts';
import type { Duplicates } from '../../../contracts/api.ts';
import { mostDeadlineMs } from '../../../contracts/online.ts';
import { heldPicture } from '../../../extraction/online/content.ts';
import { openOnline } from '../../../extraction/online/open-online.ts';
import { readOnlineSettings } from '../../../extraction/online/settings.ts';
import { Refused } from '../../../extraction/online/refused.ts';
import { readVersions } from '../../../extraction/versions/versions.ts';
import { findDuplicates } from '../../../surfaces/duplicates/find-clusters.ts';
import { requireItem } from '../../../retrieval/require-item.ts';
import { askedByPictures } from '../../../surfaces/duplicates/asked-content.ts';
import { openDuplicateChecker } from '../../../surfaces/duplicates/checker.ts';
import type { AppContext } from '../../context.ts';
import type { Output } from '../output.ts';
import { explainOption, limitOption } from '../query-options.ts';
import { readPicture } from '../picture-file.ts';
import { recordAnswer } from '../record-answer.ts';
import { withContext } from '../session.ts';
import { printCheck } from './duplicates/print-check.ts';

interface DuplicatesFlags {
  readonly image?: string;
  readonly limit: number;
  readonly explain?: boolean;
}

export function registerDuplicates(program: Command): void {
  program
    .command('duplicates')
    .argument('[id]', 'an item, to see its copies only')
    .description('clusters of near-duplicates, the largest first; or whether a picture is one')
    .option('--image <file>', 'a picture: is it a copy of anything here, and how is that known?')
    .addOption(limitOption())
    .addOption(explainOption())
    .action(async (id: string | undefined, flags: DuplicatesFlags, command: Command) => {
      await withContext(command, async (context, output) => {
        const { image } = flags;
        if (image === undefined) return await list(id, flags, context, output);
        if (id === undefined) return await check(image, flags, context, output);
        throw inputError(
          'one-query',
          'Expected an item or --image, as in: understory duplicates --image photo.jpg',
        );
      });
    });
}

async function check(
  image: string,
  { limit, explain }: DuplicatesFlags,
  context: AppContext,
  output: Output,
): Promise<void> {
  const picture = heldPicture(await readPicture(image), image);
  const versions = await readVersions(context.db);
  const online = openOnline(context, { ...readOnlineSettings(), threads: 1 });
  const checker = openDuplicateChecker(context);
  try {
    const deadline = performance.now() + mostDeadlineMs;
    const asked = await askedByPictures([picture], { online, versions, deadline }, context.db);
    const found = await checker.check(asked, { limit, explain });
    await recordAnswer(found.versions, found.comparisons.length, context);
    output.object(found);
    printCheck(found, output);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw inputError(error.refusal.reason, error.refusal.message);
  } finally {
    await Promise.all([online.close(), checker.close()]);
  }
}

async function list(
  id: string | undefined,
  { limit }: DuplicatesFlags,
  context: AppContext,
  output: Output,
): Promise<void> {
  if (id !== undefined) await requireItem(id, context.db);
  const item = id === undefined ? {} : { item: id };
  const duplicates = await findDuplicates(context, { offset: 0, limit, ...item });
  const items = duplicates.clusters.reduce((sum, cluster) => sum + cluster.items.length, 0);
  await recordAnswer(duplicates.versions, items, context);
  output.object(duplicates);
  if (duplicates.total === 0) {
    output.line(id === undefined ? 'No near-duplicates.' : `Nothing is a copy of ${id}.`);
  }
  for (const cluster of duplicates.clusters) printCluster(cluster, output);
  if (duplicates.total > duplicates.clusters.length) {
    output.note(`${duplicates.total} clusters in all; --limit shows more.`);
  }
}

function printCluster({ items }: Duplicates['clusters'][number], output: Output): void {
  output.line(`${items.length} copies`);
  for (const { id, decidedBy, distance } of items) {
    const how =
      decidedBy === 'first'
        ? 'what the others are near'
        : decidedBy === 'hash'
          ? `${distance} of 256 bits differ`
          : `the pictures look alike (${(1 - distance).toFixed(3)})`;
    output.line(`  ${id}  ${how}`);
  }
}
