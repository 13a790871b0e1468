import type { DuplicateCheck } from '../../../../contracts/duplicate-check.ts';
import { stageLine } from '../../explanation.ts';
import type { Output } from '../../output.ts';

/** What a check said, for people: the answer, the cluster, and each comparison. */
export function printCheck(found: DuplicateCheck, output: Output): void {
  const { cluster, comparisons, compared, trace = [], tookMs } = found;
  for (const stage of trace) output.note(stageLine(stage));
  if (cluster === null) output.line('Nothing here is a near-duplicate of it.');
  else {
    const around = cluster.centre === null ? 'the picture itself' : cluster.centre;
    output.line(
      `A near-duplicate: one of the cluster of ${around}, with ${cluster.size} ${cluster.size === 1 ? 'item' : 'items'} of the catalogue.`,
    );
  }
  for (const { item, decidedBy, why } of comparisons) {
    output.line(`  ${decidedBy === null ? 'no ' : 'yes'}  ${item.id}  ${why}`);
  }
  output.note(
    `compared with ${compared.hashes} hashes and ${compared.embeddings} embeddings in ${Math.round(tookMs)} ms`,
  );
}
