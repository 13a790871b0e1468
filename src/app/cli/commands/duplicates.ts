import type { Command } from 'commander';
import { findDuplicates } from '../../../retrieval/duplicates.ts';
import { requireItem } from '../../../retrieval/require-item.ts';
import { limitOption } from '../query-options.ts';
import { recordAnswer } from '../record-answer.ts';
import { withContext } from '../session.ts';

export function registerDuplicates(program: Command): void {
  program
    .command('duplicates')
    .argument('[id]', 'an item, to see its copies only')
    .description('clusters of near-duplicates, the largest first')
    .addOption(limitOption())
    .action(async (id: string | undefined, { limit }: { limit: number }, command: Command) => {
      await withContext(command, async (context, output) => {
        if (id !== undefined) await requireItem(id, context.db);
        const item = id === undefined ? {} : { item: id };
        const duplicates = await findDuplicates(context, { offset: 0, limit, ...item });
        const items = duplicates.clusters.reduce((sum, cluster) => sum + cluster.items.length, 0);
        await recordAnswer(duplicates.versions, items, context);
        output.object(duplicates);
        if (duplicates.total === 0) {
          output.line(id === undefined ? 'No near-duplicates.' : `Nothing is a copy of ${id}.`);
        }
        for (const cluster of duplicates.clusters) {
          output.line(`${cluster.items.length} copies`);
          for (const { id: member, decidedBy, distance } of cluster.items) {
            const how =
              decidedBy === 'first'
                ? 'what the others are near'
                : decidedBy === 'hash'
                  ? `${distance} of 256 bits differ`
                  : `the pictures look alike (${(1 - distance).toFixed(3)})`;
            output.line(`  ${member}  ${how}`);
          }
        }
        if (duplicates.total > duplicates.clusters.length) {
          output.note(`${duplicates.total} clusters in all; --limit shows more.`);
        }
      });
    });
}
